package dev.javaotp.supervisor;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** When the end of a significant child ends the supervisor. */
class AutoShutdownTests {

	private final Tree tree = new Tree();

	@AfterEach
	void close() {
		this.tree.close();
	}

	/** Two significant children, s and t, and a permanent one. */
	private Pid start(AutoShutdown autoShutdown) {
		return start(autoShutdown, Strategy.ONE_FOR_ONE).pid().orElseThrow();
	}

	private Supervisor start(AutoShutdown autoShutdown, Strategy strategy) {
		return this.tree.start(SupervisorSpec.unnamed()
			.withAutoShutdown(autoShutdown)
			.withStrategy(strategy)
			.withChildren(this.tree.worker("a"),
					this.tree.worker("s").withRestart(Restart.TRANSIENT).withSignificant(true),
					this.tree.worker("t").withRestart(Restart.TEMPORARY).withSignificant(true)));
	}

	@Test
	void withAnySignificantTheFirstThatEndsInOrderEndsIt() {
		Pid pid = start(AutoShutdown.ANY_SIGNIFICANT);
		this.tree.happened();
		this.tree.end("s", ExitReason.NORMAL);
		assertThat(pid.isAlive()).isFalse();
		assertThat(this.tree.happened()).containsExactly("-s", "-t", "-a");
	}

	@Test
	void aTemporaryOneEndsItHoweverItEnds() {
		Pid pid = start(AutoShutdown.ANY_SIGNIFICANT);
		this.tree.crash("t");
		assertThat(pid.isAlive()).isFalse();
	}

	@Test
	void aTransientOneThatIsRestartedDoesNot() {
		Pid pid = start(AutoShutdown.ANY_SIGNIFICANT);
		this.tree.crash("s");
		assertThat(pid.isAlive()).isTrue();
	}

	@Test
	void oneThatIsNotSignificantDoesNot() {
		Supervisor supervisor = start(AutoShutdown.ANY_SIGNIFICANT, Strategy.ONE_FOR_ONE);
		supervisor.startChild(this.tree.worker("x").withRestart(Restart.TEMPORARY));
		this.tree.crash("x");
		assertThat(supervisor.countChildren().active()).isEqualTo(3);
	}

	@Test
	void oneThatWasTerminatedByHandDoesNot() {
		Supervisor supervisor = start(AutoShutdown.ANY_SIGNIFICANT, Strategy.ONE_FOR_ONE);
		supervisor.terminateChild("s");
		assertThat(supervisor.countChildren().active()).isEqualTo(2);
	}

	@Test
	void oneThatWasStoppedBecauseOfASiblingDoesNot() {
		Supervisor supervisor = start(AutoShutdown.ANY_SIGNIFICANT, Strategy.ONE_FOR_ALL);
		this.tree.crash("a");
		assertThat(supervisor.countChildren()).isEqualTo(new ChildCounts(2, 2, 0, 2));
	}

	@Test
	void withAllSignificantTheLastOneEndsIt() {
		Pid pid = start(AutoShutdown.ALL_SIGNIFICANT);
		this.tree.crash("t");
		assertThat(pid.isAlive()).isTrue();
		this.tree.end("s", ExitReason.shutdown("done"));
		assertThat(pid.isAlive()).isFalse();
	}

	@Test
	void oneThatWasTerminatedByHandIsNoLongerWaitedFor() {
		Supervisor supervisor = start(AutoShutdown.ALL_SIGNIFICANT, Strategy.ONE_FOR_ONE);
		Pid pid = supervisor.pid().orElseThrow();
		supervisor.terminateChild("s");
		assertThat(pid.isAlive()).isTrue();
		this.tree.crash("t");
		assertThat(pid.isAlive()).isFalse();
	}

	@Test
	void withNeverNothingHappens() {
		Supervisor supervisor = this.tree
			.start(SupervisorSpec.unnamed().withChildren(this.tree.worker("a").withRestart(Restart.TEMPORARY)));
		this.tree.crash("a");
		assertThat(supervisor.whichChildren()).isEmpty();
	}

	@Test
	void oneThatIsBeingRestartedIsStillThere() {
		Children children = new Children();
		Child ended = child("ended", Restart.TEMPORARY, children);
		Child other = child("other", Restart.TRANSIENT, children);
		children.restarting(other);
		assertThat(RestartDecision.afterEnd(ended, ExitReason.NORMAL, AutoShutdown.ALL_SIGNIFICANT, children))
			.isEqualTo(RestartDecision.LEAVE_DOWN);
		children.stopped(other);
		assertThat(RestartDecision.afterEnd(ended, ExitReason.NORMAL, AutoShutdown.ALL_SIGNIFICANT, children))
			.isEqualTo(RestartDecision.SHUT_DOWN);
	}

	private Child child(String id, Restart restart, Children children) {
		ChildSpec spec = this.tree.worker(id).withRestart(restart).withSignificant(true);
		Pid supervisor = this.tree.system.spawn(ProcessContext::receive);
		Child child = new Child(spec, new ChildFigures("sup", spec), supervisor);
		children.add(child);
		return child;
	}

}
