package dev.javaotp.supervisor;

import java.util.concurrent.atomic.AtomicInteger;

import dev.javaotp.gen.StartResult;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessBody;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.SpawnOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every return of every call. */
class SupervisorRequestTests {

	private final Tree tree = new Tree();

	private final Supervisor supervisor = this.tree
		.start(SupervisorSpec.of("exchange").withChildren(this.tree.worker("a")));

	@AfterEach
	void close() {
		this.tree.close();
	}

	private ChildStatus status(String id) {
		return this.supervisor.whichChildren()
			.stream()
			.filter((child) -> id.equals(child.id()))
			.findFirst()
			.orElseThrow()
			.status();
	}

	// --- start

	@Test
	void startChildStartsANewChildBehindTheOthers() {
		StartChildResult result = this.supervisor.startChild(this.tree.worker("b"));
		assertThat(result).isEqualTo(new StartChildResult.Started(this.tree.pid("b"), null));
		assertThat(this.supervisor.whichChildren()).extracting(ChildInfo::id).containsExactly("b", "a");
	}

	@Test
	void startChildPassesOnWhatTheStartFunctionSays() {
		ProcessBody body = ProcessContext::receive;
		ChildSpec child = ChildSpec.worker("b", ChildStart
			.calling((self) -> new StartResult.Started(self.spawnLink(body, SpawnOptions.DEFAULTS), "info")));
		assertThat(this.supervisor.startChild(child)).isInstanceOfSatisfying(StartChildResult.Started.class,
				(started) -> assertThat(started.info()).isEqualTo("info"));
	}

	@Test
	void startChildOfOneThatIgnoresKeepsIt() {
		this.tree.ignoreNextStart("b");
		assertThat(this.supervisor.startChild(this.tree.worker("b"))).isEqualTo(new StartChildResult.Ignored());
		assertThat(status("b")).isEqualTo(ChildStatus.STOPPED);
	}

	@Test
	void startChildOfATemporaryOneThatIgnoresForgetsIt() {
		this.tree.ignoreNextStart("b");
		this.supervisor.startChild(this.tree.worker("b").withRestart(Restart.TEMPORARY));
		assertThat(this.supervisor.childSpec("b")).isEmpty();
	}

	@Test
	void startChildOfOneThatRunsSaysWhere() {
		assertThat(this.supervisor.startChild(this.tree.worker("a")))
			.isEqualTo(new StartChildResult.AlreadyStarted(this.tree.pid("a")));
	}

	@Test
	void startChildOfOneThatIsDownSaysSo() {
		this.supervisor.terminateChild("a");
		assertThat(this.supervisor.startChild(this.tree.worker("a"))).isEqualTo(new StartChildResult.AlreadyPresent());
	}

	@Test
	void startChildThatFailsKeepsNothing() {
		this.tree.failNextStart("b", "bad");
		this.tree.reports.clear();
		assertThat(this.supervisor.startChild(this.tree.worker("b")))
			.isEqualTo(new StartChildResult.Failed(ExitReason.of("bad")));
		assertThat(this.supervisor.childSpec("b")).isEmpty();
		assertThat(this.tree.problems()).as("the caller knows").isEmpty();
	}

	@Test
	void startChildThatDoesNotFitIsNotTried() {
		ChildSpec significant = this.tree.worker("b").withRestart(Restart.TRANSIENT).withSignificant(true);
		assertThat(this.supervisor.startChild(significant)).isInstanceOfSatisfying(StartChildResult.Invalid.class,
				(invalid) -> {
					assertThat(invalid.message()).startsWith(
							"Child 'b' is significant, but the auto-shutdown of Supervisor 'exchange' is never");
					assertThat(invalid.reason())
						.hasToString("{bad_combination,[{auto_shutdown,never}, {significant,true}]}");
				});
		assertThat(this.tree.happened()).containsExactly("+a");
	}

	@Test
	void startChildThatDoesNotFitSaysSoEvenIfThereIsSuchAChild() {
		ChildSpec significant = this.tree.worker("a").withRestart(Restart.TRANSIENT).withSignificant(true);
		assertThat(this.supervisor.startChild(significant)).isInstanceOf(StartChildResult.Invalid.class);
	}

	// --- terminate

	@Test
	void terminateChildStopsItAndKeepsItsSpecification() {
		assertThat(this.supervisor.terminateChild("a")).isEqualTo(TerminateChildResult.TERMINATED);
		assertThat(status("a")).isEqualTo(ChildStatus.STOPPED);
		assertThat(this.tree.pid("a").isAlive()).isFalse();
	}

	@Test
	void terminateChildMayBeSaidTwice() {
		this.supervisor.terminateChild("a");
		assertThat(this.supervisor.terminateChild("a")).isEqualTo(TerminateChildResult.TERMINATED);
	}

	@Test
	void terminateChildForgetsATemporaryOne() {
		this.supervisor.startChild(this.tree.worker("b").withRestart(Restart.TEMPORARY));
		assertThat(this.supervisor.terminateChild("b")).isEqualTo(TerminateChildResult.TERMINATED);
		assertThat(this.supervisor.terminateChild("b")).isEqualTo(TerminateChildResult.NOT_FOUND);
	}

	@Test
	void terminateChildOfNobodyIsSaid() {
		assertThat(this.supervisor.terminateChild("zip")).isEqualTo(TerminateChildResult.NOT_FOUND);
	}

	// --- restart

	@Test
	void restartChildStartsOneThatIsDown() {
		Pid before = this.tree.pid("a");
		this.supervisor.terminateChild("a");
		RestartChildResult result = this.supervisor.restartChild("a");
		assertThat(result).isEqualTo(new RestartChildResult.Started(this.tree.pid("a"), null));
		assertThat(this.tree.pid("a")).isNotEqualTo(before);
	}

	@Test
	void restartChildOfOneThatRunsIsRefused() {
		assertThat(this.supervisor.restartChild("a")).isEqualTo(new RestartChildResult.Running());
	}

	@Test
	void restartChildOfOneThatIsGone() {
		assertThat(this.supervisor.restartChild("zip")).isEqualTo(new RestartChildResult.NotFound());
	}

	@Test
	void restartChildThatFailsLeavesItDown() {
		this.supervisor.terminateChild("a");
		this.tree.failNextStart("a", "bad");
		assertThat(this.supervisor.restartChild("a")).isEqualTo(new RestartChildResult.Failed(ExitReason.of("bad")));
		assertThat(status("a")).isEqualTo(ChildStatus.STOPPED);
	}

	@Test
	void restartChildThatIsIgnoredLeavesItDown() {
		this.supervisor.terminateChild("a");
		this.tree.ignoreNextStart("a");
		assertThat(this.supervisor.restartChild("a")).isEqualTo(new RestartChildResult.Ignored());
		assertThat(status("a")).isEqualTo(ChildStatus.STOPPED);
	}

	// --- delete

	@Test
	void deleteChildForgetsOneThatIsDown() {
		this.supervisor.terminateChild("a");
		assertThat(this.supervisor.deleteChild("a")).isEqualTo(DeleteChildResult.DELETED);
		assertThat(this.supervisor.whichChildren()).isEmpty();
	}

	@Test
	void deleteChildOfOneThatRunsIsRefused() {
		assertThat(this.supervisor.deleteChild("a")).isEqualTo(DeleteChildResult.RUNNING);
	}

	@Test
	void deleteChildOfNobodyIsSaid() {
		assertThat(this.supervisor.deleteChild("zip")).isEqualTo(DeleteChildResult.NOT_FOUND);
	}

	// --- look

	@Test
	void whichChildrenListsTheNewestFirst() {
		this.supervisor.startChild(ChildSpec.supervisor("sub", SupervisorSpec.unnamed()));
		Pid sub = this.supervisor.whichChildren().getFirst().pid();
		assertThat(this.supervisor.whichChildren()).containsExactly(
				new ChildInfo("sub", sub, ChildStatus.RUNNING, ChildType.SUPERVISOR),
				new ChildInfo("a", this.tree.pid("a"), ChildStatus.RUNNING, ChildType.WORKER));
	}

	@Test
	void whichChildIsOneOfThem() {
		assertThat(this.supervisor.whichChild("a"))
			.contains(new ChildInfo("a", this.tree.pid("a"), ChildStatus.RUNNING, ChildType.WORKER));
		assertThat(this.supervisor.whichChild("zip")).isEmpty();
	}

	@Test
	void countChildrenCountsByTypeAndByWhoIsAlive() {
		this.supervisor.startChild(ChildSpec.supervisor("sub", SupervisorSpec.unnamed()));
		this.supervisor.startChild(this.tree.worker("b"));
		this.supervisor.terminateChild("b");
		assertThat(this.supervisor.countChildren()).isEqualTo(new ChildCounts(3, 2, 1, 2));
	}

	@Test
	void childSpecIsTheOneGiven() {
		ChildSpec spec = this.tree.worker("b");
		this.supervisor.startChild(spec);
		assertThat(this.supervisor.childSpec("b")).containsSame(spec);
		assertThat(this.supervisor.childSpec("zip")).isEmpty();
	}

	@Test
	void aProcessMayAskToo() {
		AtomicInteger active = new AtomicInteger();
		ProcessBody client = (self) -> active.set(this.supervisor.countChildren().active());
		this.tree.system.spawn(client);
		this.tree.settle();
		assertThat(active).hasValue(1);
	}

	@Test
	void aStaticSupervisorHasNoDynamicChildren() {
		DynamicSupervisor<String> wrong = DynamicSupervisor.of(this.supervisor.pid().orElseThrow());
		assertThat(wrong.startChild("x"))
			.isEqualTo(new StartDynamicChildResult.Failed(ExitReason.tagged("invalid_child_spec", "x")));
		assertThat(wrong.terminateChild(this.tree.pid("a"))).isEqualTo(TerminateChildResult.NOT_FOUND);
		assertThat(wrong.whichChildren()).hasSize(1);
	}

	@Test
	void aDynamicSupervisorHasNoChildrenWithIds() {
		Supervisor wrong = Supervisor
			.of(DynamicSupervisor.start(this.tree.system, DynamicSupervisorSpec.of("lines")).pid().orElseThrow());
		assertThat(wrong.startChild(this.tree.worker("x"))).isEqualTo(new StartChildResult.Dynamic());
		assertThat(wrong.terminateChild("x")).isEqualTo(TerminateChildResult.DYNAMIC);
		assertThat(wrong.restartChild("x")).isEqualTo(new RestartChildResult.Dynamic());
		assertThat(wrong.deleteChild("x")).isEqualTo(DeleteChildResult.DYNAMIC);
		assertThat(wrong.childSpec("x")).isEmpty();
		assertThat(wrong.whichChild("x")).isEmpty();
	}

}
