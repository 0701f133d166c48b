package dev.javaotp.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.Sys;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How often a supervisor restarts, and what it does when that is too often. */
class SupervisorRestartTests {

	private final Tree tree = new Tree();

	@AfterEach
	void close() {
		this.tree.close();
	}

	private static RestartIntensity intensity(int maxRestarts) {
		return new RestartIntensity(maxRestarts, Duration.ofSeconds(5));
	}

	private SupervisorSpec ab(int maxRestarts) {
		return SupervisorSpec.of("exchange")
			.withIntensity(intensity(maxRestarts))
			.withChildren(this.tree.worker("a"), this.tree.worker("b"));
	}

	@Test
	void oneRestartTooManyEndsItWithShutdownAfterItsChildren() {
		Supervisor supervisor = this.tree.start(ab(2));
		Pid pid = supervisor.pid().orElseThrow();
		List<ExitReason> ends = new ArrayList<>();
		this.tree.system.onDown(pid, ends::add);
		this.tree.crash("b");
		this.tree.crash("b");
		assertThat(pid.isAlive()).isTrue();
		this.tree.happened();
		this.tree.reports.clear();
		this.tree.crash("b");
		assertThat(this.tree.happened()).containsExactly("-b", "-a");
		assertThat(ends).containsExactly(ExitReason.SHUTDOWN);
		assertThat(this.tree.problems()).containsExactly("CHILD_TERMINATED b boom",
				"SHUTDOWN b reached_max_restart_intensity");
	}

	@Test
	void withIntensityZeroTheFirstCrashEndsIt() {
		Pid pid = this.tree.start(ab(0)).pid().orElseThrow();
		this.tree.crash("a");
		assertThat(pid.isAlive()).isFalse();
	}

	@Test
	void thereIsOneCountForAllChildren() {
		Pid pid = this.tree.start(ab(1)).pid().orElseThrow();
		this.tree.crash("a");
		this.tree.crash("b");
		assertThat(pid.isAlive()).isFalse();
	}

	@Test
	void aRestartExactlyOnePeriodOldStillCounts() {
		Pid pid = this.tree.start(ab(1)).pid().orElseThrow();
		this.tree.crash("a");
		this.tree.scheduler.advance(Duration.ofMillis(5999));
		this.tree.crash("a");
		assertThat(pid.isAlive()).as("second 5 minus period 5 is second 0").isFalse();
	}

	@Test
	void aRestartOlderThanThePeriodIsForgotten() {
		Pid pid = this.tree.start(ab(1)).pid().orElseThrow();
		this.tree.crash("a");
		this.tree.scheduler.advance(Duration.ofSeconds(6));
		this.tree.crash("a");
		assertThat(pid.isAlive()).isTrue();
	}

	@Test
	void everyFailedAttemptCounts() {
		Pid pid = this.tree.start(ab(3)).pid().orElseThrow();
		this.tree.failNextStart("a", "e1");
		this.tree.failNextStart("a", "e2");
		this.tree.failNextStart("a", "e3");
		this.tree.reports.clear();
		this.tree.crash("a");
		assertThat(pid.isAlive()).isFalse();
		assertThat(this.tree.problems()).containsExactly("CHILD_TERMINATED a boom", "START_ERROR a e1",
				"START_ERROR a e2", "START_ERROR a e3", "SHUTDOWN a reached_max_restart_intensity");
	}

	@Test
	void anAttemptThatSucceedsInTimeIsEnough() {
		Pid pid = this.tree.start(ab(3)).pid().orElseThrow();
		this.tree.failNextStart("a", "e1");
		this.tree.failNextStart("a", "e2");
		this.tree.happened();
		this.tree.crash("a");
		assertThat(this.tree.happened()).containsExactly("-a", "+a");
		assertThat(pid.isAlive()).isTrue();
	}

	@Test
	void anIgnoredRestartLeavesTheChildDown() {
		Supervisor supervisor = this.tree.start(ab(3));
		this.tree.ignoreNextStart("a");
		this.tree.crash("a");
		assertThat(supervisor.whichChildren().getLast().status()).isEqualTo(ChildStatus.STOPPED);
	}

	@Test
	void whatIsStartedByHandDoesNotCount() {
		Supervisor supervisor = this.tree.start(ab(0));
		for (int i = 0; i < 5; i++) {
			supervisor.terminateChild("a");
			supervisor.restartChild("a");
		}
		supervisor.startChild(this.tree.worker("c"));
		assertThat(supervisor.countChildren().active()).isEqualTo(3);
	}

	// --- escalation

	@Test
	void aSupervisorThatGaveUpIsRestartedWithAllItsChildren() {
		this.tree.start(
				SupervisorSpec.of("top").withChildren(this.tree.worker("x"), ChildSpec.supervisor("exchange", ab(0))));
		this.tree.happened();
		this.tree.crash("b");
		assertThat(this.tree.happened()).containsExactly("-b", "-a", "+a", "+b");
	}

	@Test
	void aTransientSupervisorThatGaveUpIsNot() {
		Supervisor top = this.tree.start(SupervisorSpec.of("top")
			.withChildren(ChildSpec.supervisor("exchange", ab(0)).withRestart(Restart.TRANSIENT)));
		this.tree.crash("b");
		assertThat(top.whichChildren())
			.containsExactly(new ChildInfo("exchange", null, ChildStatus.STOPPED, ChildType.SUPERVISOR));
	}

	@Test
	void givingUpGoesAllTheWayUp() {
		Supervisor top = this.tree.start(SupervisorSpec.of("top")
			.withIntensity(intensity(0))
			.withChildren(this.tree.worker("x"), ChildSpec.supervisor("exchange", ab(0))));
		Pid pid = top.pid().orElseThrow();
		this.tree.happened();
		this.tree.crash("b");
		assertThat(this.tree.happened()).containsExactly("-b", "-a", "-x");
		assertThat(pid.isAlive()).isFalse();
	}

	// --- between two attempts

	@Test
	void requestsThatAreWaitingComeBeforeTheNextAttempt() {
		Supervisor supervisor = this.tree.start(ab(100));
		Map<String, Object> answers = new HashMap<>();
		for (int i = 0; i < 3; i++) {
			this.tree.failNextStart("a", "e" + i);
		}
		// suspended, it collects what comes, in this order
		Pid pid = supervisor.pid().orElseThrow();
		Sys.suspend(pid);
		this.tree.crash("a");
		ask(() -> answers.put("restart", supervisor.restartChild("a")));
		ask(() -> answers.put("delete", supervisor.deleteChild("a")));
		ask(() -> answers.put("terminate", supervisor.terminateChild("a")));
		this.tree.happened();
		Sys.resume(pid);
		this.tree.settle();
		assertThat(answers).containsEntry("restart", new RestartChildResult.Restarting())
			.containsEntry("delete", DeleteChildResult.RESTARTING)
			.containsEntry("terminate", TerminateChildResult.TERMINATED);
		assertThat(this.tree.happened()).as("the second attempt found the child terminated").isEmpty();
		assertThat(supervisor.whichChildren().getLast().status()).isEqualTo(ChildStatus.STOPPED);
	}

	private void ask(Runnable question) {
		ProcessBody client = (self) -> question.run();
		this.tree.system.spawn(client);
		this.tree.settle();
	}

	@Test
	void itsOwnShutdownComesBeforeTheNextAttempt() {
		CompletableFuture<Pid> slow = new CompletableFuture<>();
		AtomicInteger starts = new AtomicInteger();
		ChildSpec child = ChildSpec.server("a", () -> switch (starts.incrementAndGet()) {
			case 1 -> this.tree.new Worker("a");
			default -> new SlowServer(slow, InitResult.stop(ExitReason.of("bad")));
		}, StartOptions.DEFAULTS);
		Supervisor supervisor = this.tree
			.start(SupervisorSpec.unnamed().withIntensity(intensity(100)).withChildren(child));
		Pid pid = supervisor.pid().orElseThrow();
		this.tree.crash("a");
		ask(() -> supervisor.stop(Duration.ofSeconds(10)));
		assertThat(pid.isAlive()).as("the first attempt is not over").isTrue();
		this.tree.system.send(slow.join(), "go");
		this.tree.settle();
		assertThat(pid.isAlive()).isFalse();
		assertThat(starts).as("there was no second attempt").hasValue(2);
	}

	@Test
	void aRestartedChildIsADifferentProcess() {
		this.tree.start(ab(3));
		Pid before = this.tree.pid("a");
		this.tree.crash("a");
		assertThat(this.tree.pid("a")).isNotEqualTo(before);
	}

	@Test
	void aKilledChildIsRestarted() {
		this.tree.start(ab(3));
		this.tree.happened();
		this.tree.kill(this.tree.pid("a"));
		assertThat(this.tree.happened()).containsExactly("+a");
		assertThat(this.tree.problems()).containsExactly("CHILD_TERMINATED a killed");
	}

}
