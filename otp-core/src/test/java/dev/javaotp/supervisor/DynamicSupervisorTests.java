package dev.javaotp.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.StartResult;
import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessBody;
import dev.javaotp.process.SpawnOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DynamicSupervisorTests {

	private final Tree tree = new Tree();

	@AfterEach
	void close() {
		this.tree.close();
	}

	/** Its children are workers with the argument as id. */
	private DynamicSupervisorSpec<String> lines() {
		return DynamicSupervisorSpec.of("lines", this.tree::worker);
	}

	private DynamicSupervisor<String> start(DynamicSupervisorSpec<String> spec) {
		return DynamicSupervisor.start(this.tree.system, spec);
	}

	private Pid startChild(DynamicSupervisor<String> supervisor, String argument) {
		return ((StartDynamicChildResult.Started) supervisor.startChild(argument)).pid();
	}

	@Test
	void itStartsWithoutChildren() {
		assertThat(start(lines()).countChildren()).isEqualTo(new ChildCounts(0, 0, 0, 0));
	}

	@Test
	void childrenAreStartedFromTheirArgument() {
		DynamicSupervisor<String> supervisor = start(lines());
		Pid a = startChild(supervisor, "a");
		Pid b = startChild(supervisor, "b");
		assertThat(this.tree.happened()).containsExactly("+a", "+b");
		assertThat(supervisor.whichChildren()).containsExactly(
				new ChildInfo(null, a, ChildStatus.RUNNING, ChildType.WORKER),
				new ChildInfo(null, b, ChildStatus.RUNNING, ChildType.WORKER));
		assertThat(supervisor.countChildren()).isEqualTo(new ChildCounts(2, 2, 0, 2));
	}

	@Test
	void startsThatAreOverLeaveNoTimerBehind() {
		DynamicSupervisor<String> supervisor = start(lines());
		startChild(supervisor, "a");
		this.tree.scheduler.advance(Duration.ofSeconds(20));
		startChild(supervisor, "b");
		assertThat(this.tree.scheduler.time().timerCount()).as("one for all starts").isOne();
		this.tree.scheduler.advance(Duration.ofSeconds(10));
		assertThat(this.tree.scheduler.time().timerCount()).isZero();
		startChild(supervisor, "c");
		assertThat(this.tree.scheduler.time().timerCount()).isOne();
	}

	@Test
	void theSameArgumentMayBeUsedTwice() {
		DynamicSupervisor<String> supervisor = start(lines());
		assertThat(startChild(supervisor, "a")).isNotEqualTo(startChild(supervisor, "a"));
	}

	@Test
	void anIgnoredStartKeepsNothing() {
		DynamicSupervisor<String> supervisor = start(lines());
		this.tree.ignoreNextStart("a");
		assertThat(supervisor.startChild("a")).isEqualTo(new StartDynamicChildResult.Ignored());
		assertThat(supervisor.whichChildren()).isEmpty();
	}

	@Test
	void aFailedStartKeepsNothing() {
		DynamicSupervisor<String> supervisor = start(lines());
		this.tree.failNextStart("a", "full");
		assertThat(supervisor.startChild("a")).isEqualTo(new StartDynamicChildResult.Failed(ExitReason.of("full")));
		assertThat(supervisor.whichChildren()).isEmpty();
		assertThat(this.tree.problems()).isEmpty();
	}

	@Test
	void anArgumentThatMakesNoChildFailsTheStart() {
		DynamicSupervisor<String> supervisor = start(DynamicSupervisorSpec.of("lines", (argument) -> {
			throw new ErlangError("bad_number");
		}));
		assertThat(supervisor.startChild("a")).isInstanceOfSatisfying(StartDynamicChildResult.Failed.class,
				(failed) -> assertThat(failed.reason().toString()).startsWith("{bad_number,"));
		assertThat(supervisor.countChildren().active()).isZero();
	}

	@Test
	void significantChildrenAreRefused() {
		DynamicSupervisor<String> supervisor = start(DynamicSupervisorSpec.of("lines",
				(id) -> this.tree.worker(id).withRestart(Restart.TRANSIENT).withSignificant(true)));
		assertThat(supervisor.startChild("a")).isInstanceOfSatisfying(StartDynamicChildResult.Failed.class,
				(failed) -> assertThat(failed.reason())
					.hasToString("{bad_combination,[{auto_shutdown,never}, {significant,true}]}"));
	}

	@Test
	void withAutoShutdownSignificantChildrenEndIt() {
		DynamicSupervisorSpec<String> spec = DynamicSupervisorSpec.of("lines",
				(id) -> this.tree.worker(id).withRestart(Restart.TRANSIENT).withSignificant(true));
		DynamicSupervisor<String> any = start(spec.withName("any").withAutoShutdown(AutoShutdown.ANY_SIGNIFICANT));
		Pid pid = any.pid().orElseThrow();
		startChild(any, "a");
		startChild(any, "b");
		this.tree.end("a", ExitReason.NORMAL);
		assertThat(pid.isAlive()).isFalse();
		DynamicSupervisor<String> all = start(spec.withName("all").withAutoShutdown(AutoShutdown.ALL_SIGNIFICANT));
		pid = all.pid().orElseThrow();
		startChild(all, "a");
		startChild(all, "b");
		this.tree.end("a", ExitReason.NORMAL);
		assertThat(pid.isAlive()).isTrue();
		this.tree.end("b", ExitReason.NORMAL);
		assertThat(pid.isAlive()).isFalse();
	}

	@Test
	void thereAreNoMoreChildrenThanAllowed() {
		DynamicSupervisor<String> supervisor = start(lines().withMaxChildren(2));
		startChild(supervisor, "a");
		Pid b = startChild(supervisor, "b");
		assertThat(supervisor.startChild("c")).isEqualTo(new StartDynamicChildResult.MaxChildren(2));
		supervisor.terminateChild(b);
		assertThat(supervisor.startChild("c")).isInstanceOf(StartDynamicChildResult.Started.class);
	}

	@Test
	void aWholeSpecificationMayBeTheArgument() {
		DynamicSupervisor<ChildSpec> supervisor = DynamicSupervisor.start(this.tree.system,
				DynamicSupervisorSpec.of("any"));
		supervisor.startChild(this.tree.worker("a"));
		supervisor.startChild(ChildSpec.supervisor("s", SupervisorSpec.unnamed()));
		assertThat(supervisor.countChildren()).isEqualTo(new ChildCounts(2, 2, 1, 1));
	}

	// --- restarts

	@Test
	void aChildThatFailsIsRestartedWithItsArgument() {
		DynamicSupervisor<String> supervisor = start(lines());
		startChild(supervisor, "a");
		startChild(supervisor, "b");
		this.tree.happened();
		this.tree.crash("a");
		assertThat(this.tree.happened()).containsExactly("-a", "+a");
		assertThat(supervisor.whichChildren()).extracting(ChildInfo::pid)
			.as("it keeps its place")
			.containsExactly(this.tree.pid("a"), this.tree.pid("b"));
	}

	@Test
	void aChildThatEndsForGoodIsForgotten() {
		DynamicSupervisor<String> supervisor = start(
				DynamicSupervisorSpec.of("lines", (id) -> this.tree.worker(id).withRestart(Restart.TRANSIENT)));
		startChild(supervisor, "a");
		this.tree.end("a", ExitReason.NORMAL);
		assertThat(supervisor.whichChildren()).isEmpty();
	}

	@Test
	void aFailedRestartIsTriedAgain() {
		DynamicSupervisor<String> supervisor = start(lines());
		startChild(supervisor, "a");
		this.tree.failNextStart("a", "e1");
		this.tree.happened();
		this.tree.crash("a");
		assertThat(this.tree.happened()).containsExactly("-a", "+a");
		assertThat(this.tree.problems()).containsExactly("CHILD_TERMINATED a boom", "START_ERROR a e1");
		assertThat(supervisor.countChildren().active()).isEqualTo(1);
	}

	@Test
	void whileItIsBeingRestartedAChildCountsButIsNotActive() {
		DynamicSupervisor<String> supervisor = start(
				lines().withIntensity(new RestartIntensity(1_000, Duration.ofSeconds(5))));
		Pid a = startChild(supervisor, "a");
		for (int i = 0; i < 500; i++) {
			this.tree.failNextStart("a", "e");
		}
		this.tree.system.send(a, new Tree.End(ExitReason.of("boom")));
		ChildCounts counts;
		do {
			counts = supervisor.countChildren();
		}
		while (counts.active() == 1);
		assertThat(counts).isEqualTo(new ChildCounts(1, 0, 0, 1));
		assertThat(supervisor.whichChildren())
			.containsExactly(new ChildInfo(null, null, ChildStatus.RESTARTING, ChildType.WORKER));
		assertThat(supervisor.terminateChild(a)).as("by the process it had").isEqualTo(TerminateChildResult.TERMINATED);
		this.tree.settle();
		assertThat(supervisor.whichChildren()).isEmpty();
	}

	@Test
	void anIgnoredRestartForgetsTheChild() {
		DynamicSupervisor<String> supervisor = start(lines());
		startChild(supervisor, "a");
		this.tree.ignoreNextStart("a");
		this.tree.crash("a");
		assertThat(supervisor.whichChildren()).isEmpty();
	}

	@Test
	void oneRestartTooManyEndsIt() {
		DynamicSupervisor<String> supervisor = start(lines());
		Pid pid = supervisor.pid().orElseThrow();
		startChild(supervisor, "a");
		startChild(supervisor, "b");
		for (int i = 0; i < 3; i++) {
			this.tree.crash("a");
		}
		assertThat(pid.isAlive()).isTrue();
		this.tree.reports.clear();
		this.tree.crash("a");
		assertThat(pid.isAlive()).isFalse();
		assertThat(this.tree.pid("b").isAlive()).isFalse();
		assertThat(this.tree.problems()).containsExactly("CHILD_TERMINATED a boom",
				"SHUTDOWN a reached_max_restart_intensity");
	}

	// --- terminate

	@Test
	void terminateChildStopsAndForgetsIt() {
		DynamicSupervisor<String> supervisor = start(lines());
		Pid a = startChild(supervisor, "a");
		assertThat(supervisor.terminateChild(a)).isEqualTo(TerminateChildResult.TERMINATED);
		assertThat(a.isAlive()).isFalse();
		assertThat(supervisor.whichChildren()).isEmpty();
	}

	@Test
	void terminateChildOfAStrangerIsRefused() {
		ProcessBody body = (self) -> self.receive();
		Pid stranger = this.tree.system.spawn(body);
		assertThat(start(lines()).terminateChild(stranger)).isEqualTo(TerminateChildResult.NOT_FOUND);
		DynamicSupervisor<String> erlangs = start(
				lines().withName("erlangs").withVariant(DynamicSupervisorSpec.Variant.ERLANG));
		assertThat(erlangs.terminateChild(stranger)).isEqualTo(TerminateChildResult.NOT_FOUND);
	}

	@Test
	void terminateChildOfTheDeadDependsOnTheVariant() {
		ProcessBody body = (self) -> {
		};
		Pid dead = this.tree.system.spawn(body);
		this.tree.settle();
		assertThat(start(lines()).terminateChild(dead)).isEqualTo(TerminateChildResult.NOT_FOUND);
		DynamicSupervisor<String> erlangs = start(
				lines().withName("erlangs").withVariant(DynamicSupervisorSpec.Variant.ERLANG));
		assertThat(erlangs.terminateChild(dead)).isEqualTo(TerminateChildResult.TERMINATED);
	}

	@Test
	void theErlangVariantCountsOneSpecification() {
		DynamicSupervisor<String> supervisor = start(lines().withVariant(DynamicSupervisorSpec.Variant.ERLANG));
		startChild(supervisor, "a");
		startChild(supervisor, "b");
		assertThat(supervisor.countChildren()).isEqualTo(new ChildCounts(1, 2, 0, 2));
	}

	// --- its end

	@Test
	void allChildrenAreStoppedAtOnceEachWithItsOwnTime() {
		DynamicSupervisor<Integer> supervisor = DynamicSupervisor.start(this.tree.system,
				DynamicSupervisorSpec.of("lines",
						(seconds) -> ChildSpec.server("line", Tree.Stubborn::new, StartOptions.DEFAULTS.withTrapExits())
							.withShutdown(Shutdown.after(Duration.ofSeconds(seconds)))));
		Pid pid = supervisor.pid().orElseThrow();
		List<Pid> lines = new ArrayList<>();
		for (int seconds : new int[] { 1, 3, 2, 1 }) {
			lines.add(((StartDynamicChildResult.Started) supervisor.startChild(seconds)).pid());
		}
		ProcessBody stopper = (self) -> supervisor.stop(Duration.ofMinutes(1));
		this.tree.system.spawn(stopper);
		this.tree.settle();
		assertThat(lines).allMatch(Pid::isAlive);
		this.tree.scheduler.advance(Duration.ofSeconds(1));
		assertThat(lines).extracting(Pid::isAlive).containsExactly(false, true, true, false);
		this.tree.scheduler.advance(Duration.ofSeconds(1));
		assertThat(lines).extracting(Pid::isAlive).containsExactly(false, true, false, false);
		assertThat(pid.isAlive()).isTrue();
		this.tree.scheduler.advance(Duration.ofSeconds(1));
		assertThat(pid.isAlive()).isFalse();
		assertThat(this.tree.reports).singleElement()
			.as("one report for all with the same reason")
			.isInstanceOfSatisfying(SupervisorReport.Problem.class, (problem) -> {
				assertThat(problem.reason()).isEqualTo(ExitReason.KILLED);
				assertThat(problem.offender()).hasToString("line (4 of them)");
			});
	}

	@Test
	void stoppingTakesEvenTheOneThatIsBeingRestarted() {
		DynamicSupervisor<String> supervisor = start(lines());
		Pid pid = supervisor.pid().orElseThrow();
		startChild(supervisor, "a");
		startChild(supervisor, "b");
		this.tree.happened();
		supervisor.stop(Duration.ofSeconds(10));
		assertThat(this.tree.happened()).containsExactlyInAnyOrder("-a", "-b");
		assertThat(pid.isAlive()).isFalse();
		assertThat(this.tree.problems()).isEmpty();
	}

	@Test
	void aHundredChildrenAreStoppedOnesThatHaveUnlinkedThemselvesToo() {
		ProcessBody body = (self) -> {
			self.unlink(self.parent());
			self.receive();
		};
		ChildSpec unlinked = ChildSpec.worker("unlinked",
				ChildStart.calling((self) -> new StartResult.Started(self.spawnLink(body, SpawnOptions.DEFAULTS))));
		DynamicSupervisor<String> supervisor = start(DynamicSupervisorSpec.of("lines",
				(argument) -> argument.equals("unlinked") ? unlinked : this.tree.worker(argument)));
		List<Pid> lines = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			lines.add(startChild(supervisor, "c" + i));
			lines.add(startChild(supervisor, "unlinked"));
		}
		supervisor.stop(Duration.ofSeconds(10));
		assertThat(lines).noneMatch(Pid::isAlive);
		assertThat(this.tree.problems()).isEmpty();
	}

	@Test
	void theReasonOfAChildThatWasDeadAlreadyIsItsOwn() {
		CompletableFuture<Pid> slow = new CompletableFuture<>();
		DynamicSupervisor<ChildSpec> supervisor = DynamicSupervisor.start(this.tree.system,
				DynamicSupervisorSpec.of("lines"));
		Pid pid = supervisor.pid().orElseThrow();
		supervisor.startChild(this.tree.worker("a"));
		supervisor.startChild(this.tree.worker("b"));
		// all that follows waits until the slow one has started: the request comes first,
		// the end of the child second
		inProcess(() -> supervisor.startChild(ChildSpec.server("slow", () -> new SlowServer(slow))));
		inProcess(() -> supervisor.stop(Duration.ofMinutes(1)));
		this.tree.crash("b");
		this.tree.system.send(slow.join(), "go");
		this.tree.settle();
		assertThat(pid.isAlive()).isFalse();
		assertThat(this.tree.problems()).as("not noproc").containsExactly("SHUTDOWN_ERROR b boom");
	}

	private void inProcess(Runnable action) {
		ProcessBody body = (self) -> action.run();
		this.tree.system.spawn(body);
		this.tree.settle();
	}

	// --- listing

	@Test
	void childrenAreListedInPages() {
		DynamicSupervisor<String> supervisor = start(lines());
		List<Pid> pids = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			pids.add(startChild(supervisor, "c" + i));
		}
		List<Pid> listed = new ArrayList<>();
		List<ChildInfo> page = supervisor.whichChildren(null, 3);
		while (!page.isEmpty()) {
			assertThat(page).hasSizeLessThanOrEqualTo(3);
			page.forEach((child) -> listed.add(child.pid()));
			page = supervisor.whichChildren(listed.getLast(), 3);
		}
		assertThat(listed).isEqualTo(pids);
	}

	@Test
	void itsFiguresCanBeReadWithoutAsking() {
		Supervisor.start(this.tree.system,
				SupervisorSpec.of("exchange").withChildren(ChildSpec.dynamicSupervisor("lines", lines())));
		DynamicSupervisor<String> supervisor = DynamicSupervisor.named(this.tree.system, "lines");
		SupervisorFigures figures = Supervision.of(this.tree.system).find("exchange/lines").orElseThrow();
		assertThat(figures.isDynamic()).isTrue();
		assertThat(figures.strategy()).isEmpty();
		assertThat(figures.children()).isEmpty();
		for (int i = 0; i < 5; i++) {
			startChild(supervisor, "c" + i);
		}
		assertThat(figures.childCount()).isEqualTo(5);
		assertThat(figures.dynamicChildren(2)).isEqualTo(supervisor.whichChildren(null, 2));
		this.tree.crash("c3");
		assertThat(figures.restartsOfChildren()).isEqualTo(1);
	}

}
