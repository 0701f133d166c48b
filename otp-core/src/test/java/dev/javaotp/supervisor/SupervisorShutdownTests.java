package dev.javaotp.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.javaotp.gen.CallTimeoutException;
import dev.javaotp.gen.NoProcessException;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.StartResult;
import dev.javaotp.gen.Sys;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessBody;
import dev.javaotp.process.SpawnOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How children are stopped, and how supervisors end. */
class SupervisorShutdownTests {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private final Tree tree = new Tree();

	@AfterEach
	void close() {
		this.tree.close();
	}

	/** A worker that traps exits and whose {@code terminate} never returns. */
	private ChildSpec stubborn(String id) {
		return ChildSpec.server(id, Tree.Stubborn::new, StartOptions.DEFAULTS.withTrapExits());
	}

	@Test
	void childrenStopInReverse() {
		Supervisor supervisor = this.tree.start(SupervisorSpec.unnamed()
			.withChildren(this.tree.worker("a"), this.tree.worker("b"), this.tree.worker("c")));
		this.tree.happened();
		supervisor.stop(LIMIT);
		assertThat(this.tree.happened()).containsExactly("-c", "-b", "-a");
	}

	@Test
	void aSubtreeStopsBeforeWhatWasStartedBeforeIt() {
		SupervisorSpec sub = SupervisorSpec.unnamed().withChildren(this.tree.worker("b"), this.tree.worker("c"));
		Supervisor supervisor = this.tree.start(SupervisorSpec.unnamed()
			.withChildren(this.tree.worker("a"), ChildSpec.supervisor("sub", sub), this.tree.worker("d")));
		this.tree.happened();
		supervisor.stop(LIMIT);
		assertThat(this.tree.happened()).containsExactly("-d", "-c", "-b", "-a");
	}

	@Test
	void aChildIsKilledWhenItsTimeIsUp() {
		Supervisor supervisor = this.tree.start(SupervisorSpec.unnamed()
			.withChildren(stubborn("a").withShutdown(Shutdown.after(Duration.ofSeconds(2)))));
		Pid child = supervisor.whichChildren().getFirst().pid();
		ask(() -> supervisor.terminateChild("a"));
		this.tree.scheduler.advance(Duration.ofMillis(1999));
		assertThat(child.isAlive()).isTrue();
		this.tree.scheduler.advance(Duration.ofMillis(1));
		assertThat(child.isAlive()).isFalse();
		assertThat(this.tree.problems()).containsExactly("SHUTDOWN_ERROR a killed");
	}

	@Test
	void eachChildHasItsOwnTime() {
		Supervisor supervisor = this.tree.start(SupervisorSpec.unnamed()
			.withChildren(stubborn("a").withShutdown(Shutdown.after(Duration.ofSeconds(2))),
					stubborn("b").withShutdown(Shutdown.after(Duration.ofSeconds(3)))));
		Pid pid = supervisor.pid().orElseThrow();
		ask(() -> supervisor.stop(LIMIT));
		this.tree.scheduler.advance(Duration.ofMillis(4999));
		assertThat(pid.isAlive()).isTrue();
		this.tree.scheduler.advance(Duration.ofMillis(1));
		assertThat(pid.isAlive()).isFalse();
	}

	@Test
	void infinityWaitsForAsLongAsItTakes() {
		Supervisor supervisor = this.tree
			.start(SupervisorSpec.unnamed().withChildren(stubborn("a").withShutdown(Shutdown.infinity())));
		Pid child = supervisor.whichChildren().getFirst().pid();
		ask(() -> supervisor.terminateChild("a"));
		this.tree.scheduler.advance(Duration.ofDays(3));
		assertThat(child.isAlive()).isTrue();
		this.tree.kill(child);
		assertThat(supervisor.whichChildren().getFirst().status()).isEqualTo(ChildStatus.STOPPED);
	}

	@Test
	void brutalKillDoesNotAsk() {
		Supervisor supervisor = this.tree
			.start(SupervisorSpec.unnamed().withChildren(this.tree.worker("a").withShutdown(Shutdown.brutalKill())));
		this.tree.happened();
		supervisor.terminateChild("a");
		assertThat(this.tree.happened()).as("terminate did not run").isEmpty();
		assertThat(this.tree.problems()).as("killed is what was wanted").isEmpty();
	}

	@Test
	void aChildThatDoesNotTrapEndsWithoutTerminate() {
		ChildSpec child = ChildSpec.server("a", () -> this.tree.new Worker("a"), StartOptions.DEFAULTS);
		Supervisor supervisor = this.tree.start(SupervisorSpec.unnamed().withChildren(child));
		this.tree.happened();
		supervisor.terminateChild("a");
		assertThat(this.tree.happened()).isEmpty();
		assertThat(this.tree.pid("a").isAlive()).isFalse();
	}

	@Test
	void aPermanentChildThatEndsNormallyWhenStoppedIsReported() {
		stopOneThatEndsWith(ExitReason.NORMAL, Restart.PERMANENT);
		assertThat(this.tree.problems()).containsExactly("SHUTDOWN_ERROR a normal");
	}

	@Test
	void aTransientChildThatEndsNormallyWhenStoppedIsNot() {
		stopOneThatEndsWith(ExitReason.NORMAL, Restart.TRANSIENT);
		assertThat(this.tree.problems()).isEmpty();
	}

	@Test
	void aChildThatFailsWhenStoppedIsReported() {
		stopOneThatEndsWith(ExitReason.of("boom"), Restart.TEMPORARY);
		assertThat(this.tree.problems()).containsExactly("SHUTDOWN_ERROR a boom");
	}

	private void stopOneThatEndsWith(ExitReason reason, Restart restart) {
		ProcessBody body = (self) -> {
			self.receive();
			self.exit(reason);
		};
		ChildSpec child = ChildSpec
			.worker("a", ChildStart.calling(
					(self) -> new StartResult.Started(self.spawnLink(body, SpawnOptions.DEFAULTS.withTrapExits()))))
			.withRestart(restart);
		this.tree.start(SupervisorSpec.unnamed().withChildren(child)).terminateChild("a");
	}

	@Test
	void aChildThatHasUnlinkedItselfIsStoppedAllTheSame() {
		ProcessBody body = (self) -> {
			self.unlink(self.parent());
			self.receive();
		};
		ChildSpec child = ChildSpec.worker("a",
				ChildStart.calling((self) -> new StartResult.Started(self.spawnLink(body, SpawnOptions.DEFAULTS))));
		Supervisor supervisor = this.tree.start(SupervisorSpec.unnamed().withChildren(child));
		Pid pid = supervisor.whichChildren().getFirst().pid();
		assertThat(supervisor.terminateChild("a")).isEqualTo(TerminateChildResult.TERMINATED);
		assertThat(pid.isAlive()).isFalse();
	}

	@Test
	void theReasonOfAChildThatWasDeadAlreadyIsItsOwn() {
		Supervisor supervisor = this.tree.start(SupervisorSpec.unnamed().withChildren(this.tree.worker("a")));
		Pid pid = supervisor.pid().orElseThrow();
		Sys.suspend(pid);
		this.tree.reports.clear();
		// the request comes first, the end of the child second
		ask(() -> supervisor.terminateChild("a"));
		this.tree.crash("a");
		Sys.resume(pid);
		this.tree.settle();
		assertThat(this.tree.problems()).as("not noproc").containsExactly("SHUTDOWN_ERROR a boom");
	}

	@Test
	void nothingOfAStoppedChildIsLeftInTheMailbox() {
		Supervisor supervisor = this.tree.start(SupervisorSpec.unnamed().withChildren(this.tree.worker("a")));
		supervisor.terminateChild("a");
		this.tree.settle();
		assertThat(this.tree.system.mailboxDepth(supervisor.pid().orElseThrow())).isZero();
	}

	// --- whom a supervisor obeys

	@Test
	void theExitOfTheParentEndsItWithTheSameReason() {
		for (ExitReason reason : List.of(ExitReason.of("boom"), ExitReason.NORMAL, ExitReason.SHUTDOWN)) {
			StartResult result = this.tree
				.startLink(() -> SupervisorSpec.unnamed().withChildren(this.tree.worker("a"), this.tree.worker("b")));
			List<ExitReason> ends = new ArrayList<>();
			this.tree.system.onDown(result.pid(), ends::add);
			this.tree.happened();
			this.tree.endParent(reason);
			assertThat(ends).containsExactly(reason);
			assertThat(this.tree.happened()).containsExactly("-b", "-a");
		}
	}

	@Test
	void theExitOfTheParentIsObeyedWhileItIsSuspended() {
		StartResult result = this.tree.startLink(() -> SupervisorSpec.unnamed().withChildren(this.tree.worker("a")));
		Sys.suspend(result.pid());
		this.tree.endParent(ExitReason.SHUTDOWN);
		assertThat(result.pid().isAlive()).isFalse();
		assertThat(this.tree.happened()).containsExactly("+a", "-a");
	}

	@Test
	void anExitSignalOfAStrangerIsIgnored() {
		Supervisor supervisor = this.tree.start(SupervisorSpec.unnamed().withChildren(this.tree.worker("a")));
		Pid pid = supervisor.pid().orElseThrow();
		this.tree.exit(pid, ExitReason.SHUTDOWN);
		this.tree.exit(pid, ExitReason.NORMAL);
		this.tree.exit(pid, ExitReason.of("boom"));
		assertThat(supervisor.countChildren().active()).isEqualTo(1);
	}

	@Test
	void aKilledSupervisorLeavesItsChildrenToTheirLinks() {
		Supervisor supervisor = this.tree.start(SupervisorSpec.unnamed()
			.withChildren(this.tree.worker("a"),
					ChildSpec.supervisor("sub", SupervisorSpec.unnamed().withChildren(this.tree.worker("b")))));
		this.tree.happened();
		this.tree.kill(supervisor.pid().orElseThrow());
		assertThat(this.tree.happened()).containsExactlyInAnyOrder("-a", "-b");
		assertThat(this.tree.pid("a").isAlive()).isFalse();
		assertThat(this.tree.pid("b").isAlive()).isFalse();
	}

	@Test
	void whoAsksASupervisorThatEndsIsTold() {
		Supervisor supervisor = this.tree
			.start(SupervisorSpec.unnamed().withChildren(stubborn("a").withShutdown(Shutdown.infinity())));
		Pid child = supervisor.whichChildren().getFirst().pid();
		ask(() -> supervisor.stop(LIMIT));
		List<ExitReason> answers = new ArrayList<>();
		ask(() -> {
			try {
				supervisor.countChildren();
			}
			catch (dev.javaotp.gen.CallException ex) {
				answers.add(((ExitReason.FailedCall) ex.reason()).reason());
			}
		});
		assertThat(answers).isEmpty();
		this.tree.kill(child);
		assertThat(answers).containsExactly(ExitReason.SHUTDOWN);
	}

	@Test
	void stopSaysWhenItTakesTooLong() {
		Supervisor supervisor = this.tree
			.start(SupervisorSpec.unnamed().withChildren(stubborn("a").withShutdown(Shutdown.after(LIMIT))));
		Pid pid = supervisor.pid().orElseThrow();
		assertThatExceptionOfType(CallTimeoutException.class).isThrownBy(() -> supervisor.stop(Duration.ofSeconds(1)));
		assertThat(pid.isAlive()).as("it goes on stopping").isTrue();
		this.tree.scheduler.advance(LIMIT);
		assertThat(pid.isAlive()).isFalse();
	}

	@Test
	void aSupervisorThatIsNotThereIsSaid() {
		Supervisor nobody = Supervisor.named(this.tree.system, "nobody");
		assertThatExceptionOfType(NoProcessException.class).isThrownBy(nobody::whichChildren);
	}

	@Test
	void anUnexpectedMessageIsDropped() {
		Supervisor supervisor = this.tree.start(SupervisorSpec.unnamed().withChildren(this.tree.worker("a")));
		this.tree.system.send(supervisor.pid().orElseThrow(), "hello?");
		assertThat(supervisor.countChildren().active()).isEqualTo(1);
	}

	private void ask(Runnable question) {
		ProcessBody client = (self) -> question.run();
		this.tree.system.spawn(client);
		this.tree.settle();
	}

}
