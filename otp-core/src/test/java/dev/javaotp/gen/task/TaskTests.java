package dev.javaotp.gen.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import dev.javaotp.process.CrashReport;
import dev.javaotp.process.ErlangError;
import dev.javaotp.process.Exit;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ExitReason.FailedCall;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ThrownValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TaskTests extends TaskTestSupport {

	// --- await

	@Test
	void awaitReturnsTheResult() {
		assertThatIn((self) -> Task.async(self, () -> 42).await()).isEqualTo(42);
	}

	@Test
	void theResultMayBeNull() {
		assertThatIn((self) -> Optional.ofNullable(Task.async(self, () -> null).await())).isEqualTo(Optional.empty());
	}

	@Test
	void tasksRunAtTheSameTime() {
		var sum = actor((self) -> {
			Task<Integer> one = Task.async(self, () -> after(seconds(3), 1));
			Task<Integer> two = Task.async(self, () -> after(seconds(3), 2));
			return one.await() + two.await();
		});
		this.scheduler.advance(seconds(3));
		assertThat(sum.result()).isEqualTo(3);
	}

	@Test
	void whoWasInterruptedMayWaitAgain() {
		AtomicReference<Thread> thread = new AtomicReference<>();
		var owner = actor((self) -> {
			Task<Integer> task = Task.async(self, () -> after(seconds(3), 42));
			thread.set(Thread.currentThread());
			assertThatExceptionOfType(ErlangError.class).isThrownBy(task::await).withMessage("interrupted");
			return task.await();
		});
		thread.get().interrupt();
		this.scheduler.advance(seconds(3));
		assertThat(owner.result()).isEqualTo(42);
	}

	@Test
	void aTaskEndsNormallyAfterItsResult() {
		List<ExitReason> ends = new ArrayList<>();
		runIn((self) -> {
			Task<Integer> task = Task.async(self, () -> 42);
			this.system.onDown(task.pid(), ends::add);
			task.await();
		});
		assertThat(ends).containsExactly(ExitReason.NORMAL);
		assertThat(this.reports).isEmpty();
	}

	@Test
	void whoWaitsLongerThanFiveSecondsEndsAndTheTaskWithIt() {
		Pid[] pid = new Pid[1];
		var owner = actor((self) -> {
			Task<Integer> task = Task.async(self, () -> after(seconds(6), 1));
			pid[0] = task.pid();
			return task.await();
		});
		this.scheduler.advance(seconds(5).minusMillis(1));
		assertThat(owner.pid.isAlive()).isTrue();
		this.scheduler.advance(Duration.ofMillis(1));
		assertThat(owner.end()).isEqualTo(new FailedCall(ExitReason.TIMEOUT, pid[0], "await"));
		assertThat(pid[0].isAlive()).isFalse();
		assertThat(owner.result).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(TaskTimeoutException.class)
			.withMessage("no result of task " + pid[0] + " within 5000 ms");
	}

	@Test
	void whoCatchesTheTimeoutMayWaitAgain() {
		var owner = actor((self) -> {
			Task<Integer> task = Task.async(self, () -> after(seconds(6), 1));
			try {
				return task.await(seconds(1));
			}
			catch (TaskTimeoutException ex) {
				assertThat(ex.target()).isEqualTo(task.pid());
				assertThat(ex.taskReason()).isEqualTo(ExitReason.TIMEOUT);
				return task.await(Task.FOREVER);
			}
		});
		this.scheduler.advance(seconds(6));
		assertThat(owner.result()).isEqualTo(1);
	}

	@Test
	void onlyItsOwnerMayAwaitATask() {
		var owner = actor((self) -> {
			Task<Integer> task = Task.async(self, () -> after(seconds(1), 1));
			self.send(self.self(), task);
			return task;
		});
		Task<Integer> task = owner.result();
		var other = actor((self) -> task.await());
		assertThat(other.result).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(IllegalStateException.class)
			.withMessage("only who started task " + task.pid() + " can await it, process " + owner.pid
					+ ", but process " + other.pid + " tried to; have the result sent there instead");
		assertThatIllegalStateException().isThrownBy(task::await)
			.withMessageContaining("process " + owner.pid + ", but Thread[");
		assertThatIllegalStateException().isThrownBy(() -> task.yield(Duration.ZERO)).withMessageContaining("yield");
		assertThatIllegalStateException().isThrownBy(task::shutdown).withMessageContaining("shut down");
		assertThatIllegalStateException().isThrownBy(() -> Task.awaitMany(List.of(task), seconds(1)));
	}

	// --- failures

	@Test
	void theFailureOfATaskIsTheEndOfItsOwner() {
		var owner = actor((self) -> Task.async(self, () -> fail(BOOM)).await());
		assertThat(owner.end()).isEqualTo(BOOM);
	}

	@Test
	void theEndOfItsOwnerIsTheEndOfATask() {
		Pid[] pid = new Pid[1];
		var owner = actor((self) -> {
			pid[0] = Task.async(self, () -> after(seconds(60), 1)).pid();
			return self.receive();
		});
		this.system.exit(owner.pid, BOOM);
		this.scheduler.runUntilIdle();
		assertThat(pid[0].isAlive()).isFalse();
	}

	@Test
	void anOwnerThatTrapsExitsIsToldTwice() {
		IllegalStateException broken = new IllegalStateException("broken");
		runInTrapping((self) -> {
			Task<Integer> task = Task.async(self, () -> {
				throw broken;
			});
			assertThatExceptionOfType(TaskException.class).isThrownBy(task::await).satisfies((ex) -> {
				assertThat(ex).hasMessage("task " + task.pid() + " failed: " + ExitReason.crash(broken))
					.hasCause(broken);
				assertThat(ex.taskReason()).isEqualTo(ExitReason.crash(broken));
				assertThat(ex.reason()).isEqualTo(new FailedCall(ExitReason.crash(broken), task.pid(), "await"));
			});
			assertThat(self.receive(Exit.class)).isEqualTo(new Exit(task.pid(), ExitReason.crash(broken)));
		});
	}

	@Test
	void aThrownValueAndAnEndWithoutResultAreFailures() {
		runInTrapping((self) -> {
			assertThat(Task.async(self, () -> {
				throw new ThrownValue("ball");
			}).yield(seconds(1)).map(TaskOutcome.Failed.class::cast).map(TaskOutcome.Failed::reason))
				.hasValueSatisfying((reason) -> assertThat(reason.toString()).startsWith("{{nocatch,ball},["));
			assertThat(Task.async(self, () -> fail(ExitReason.NORMAL)).yield(seconds(1)))
				.contains(new TaskOutcome.Failed<>(ExitReason.NORMAL));
		});
	}

	// --- yield

	@Test
	void yieldMayBeCalledAgain() {
		var owner = actor((self) -> {
			Task<Integer> task = Task.async(self, () -> after(seconds(3), 1));
			List<Object> yielded = new ArrayList<>();
			yielded.add(task.yield(seconds(2)));
			yielded.add(task.yield(seconds(2)));
			yielded.add(task.yield(Duration.ZERO));
			return yielded;
		});
		this.scheduler.advance(seconds(3));
		Optional<TaskOutcome<Integer>> done = Optional.of(new TaskOutcome.Done<>(1));
		assertThat(owner.result()).containsExactly(Optional.empty(), done, done);
	}

	// --- shutdown

	@Test
	void aTaskThatIsShutDownHasNoResult() {
		List<ExitReason> ends = new ArrayList<>();
		assertThatIn((self) -> {
			Task<Integer> task = Task.async(self, () -> after(seconds(60), 1));
			this.system.onDown(task.pid(), ends::add);
			return task.shutdown();
		}).isEqualTo(Optional.empty());
		assertThat(ends).containsExactly(ExitReason.SHUTDOWN);
		assertThat(this.reports).isEmpty();
	}

	@Test
	void shutdownReturnsWhatCameFirst() {
		runInTrapping((self) -> {
			Task<Integer> done = Task.async(self, () -> 42);
			Task<Integer> failed = Task.async(self, () -> fail(BOOM));
			self.receive(Exit.class);
			self.receive(Exit.class);
			assertThat(done.shutdown()).contains(new TaskOutcome.Done<>(42));
			assertThat(failed.shutdown()).contains(new TaskOutcome.Failed<>(BOOM));
			assertThat(failed.brutalKill()).contains(new TaskOutcome.Failed<>(BOOM));
		});
	}

	@Test
	void aTaskThatTrapsExitsIsKilledWhenItsTimeIsUp() {
		var owner = actor((self) -> {
			Task<Integer> task = Task.async(self, () -> {
				ProcessContext.current().trapExits(true);
				return after(seconds(60), 1);
			});
			self.sleep(seconds(1));
			return task.shutdown(seconds(2));
		});
		this.scheduler.advance(seconds(3).minusMillis(1));
		assertThat(owner.result).isNotDone();
		this.scheduler.advance(Duration.ofMillis(1));
		assertThat(owner.result()).contains(new TaskOutcome.Failed<>(ExitReason.KILLED));
	}

	@Test
	void aTaskThatIsKilledHasNoResultAndLeavesItsOwnerAlone() {
		assertThatIn((self) -> Task.async(self, () -> after(seconds(60), 1)).brutalKill()).isEqualTo(Optional.empty());
	}

	// --- several

	@Test
	void awaitManyReturnsTheResultsInOrder() {
		var owner = actor((self) -> Task.awaitMany(
				List.of(Task.async(self, () -> after(seconds(2), "a")), Task.async(self, () -> after(seconds(1), "b"))),
				seconds(5)));
		this.scheduler.advance(seconds(2));
		assertThat(owner.result()).containsExactly("a", "b");
		assertThatIn((self) -> Task.awaitMany(List.<Task<String>>of(), seconds(5))).isEqualTo(List.of());
	}

	@Test
	void awaitManyFailsWithTheFirstFailure() {
		var owner = trappingActor((self) -> Task.awaitMany(
				List.of(Task.async(self, () -> after(seconds(60), "a")), Task.async(self, () -> fail(BOOM))),
				Task.FOREVER));
		assertThat(owner.end()).isInstanceOfSatisfying(FailedCall.class,
				(failure) -> assertThat(failure.reason()).isEqualTo(BOOM));
	}

	@Test
	void awaitManyWaitsForAllTogether() {
		var owner = actor((self) -> Task.awaitMany(
				List.of(Task.async(self, () -> after(seconds(2), "a")), Task.async(self, () -> after(seconds(4), "b"))),
				seconds(3)));
		this.scheduler.advance(seconds(3));
		assertThat(owner.result).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(TaskTimeoutException.class)
			.withMessage("1 of 2 tasks had no result within 3000 ms");
		assertThat(owner.pid.isAlive()).isFalse();
	}

	@Test
	void yieldManyTellsWhichAreDone() {
		var owner = actor((self) -> Task.yieldMany(
				List.of(Task.async(self, () -> after(seconds(2), "a")), Task.async(self, () -> after(seconds(4), "b"))),
				seconds(3)));
		this.scheduler.advance(seconds(3));
		assertThat(owner.result()).containsExactly(Optional.of(new TaskOutcome.Done<>("a")), Optional.empty());
		assertThatIn((self) -> Task.yieldMany(List.<Task<String>>of(), seconds(5))).isEqualTo(List.of());
	}

	// --- outcomes that are sent

	@Test
	void anOutcomeCanBeSentToTheOwner() {
		record Known(TaskOutcome<Integer> outcome) {
		}
		assertThatIn((self) -> {
			Task.async(self, () -> 42, Known::new);
			return self.receive(Known.class).outcome();
		}).isEqualTo(new TaskOutcome.Done<>(42));
		assertThatInTrapping((self) -> {
			Task.<Integer>async(self, () -> fail(BOOM), Known::new);
			return self.receive(Known.class).outcome();
		}).isEqualTo(new TaskOutcome.Failed<>(BOOM));
	}

	@Test
	void nothingIsSentOfATaskThatWasShutDown() {
		assertThatIn((self) -> {
			Task.async(self, () -> after(seconds(60), 1), (outcome) -> outcome).shutdown();
			return self.mailboxDepth();
		}).isEqualTo(0);
	}

	// --- tasks that nobody waits for

	@Test
	void aForgottenTaskIsLinkedOrNot() {
		var linked = actor((self) -> {
			Task.startLink(self, () -> fail(BOOM));
			return self.receive();
		});
		assertThat(linked.end()).isEqualTo(BOOM);
		var unlinked = actor((self) -> {
			Task.start(this.system, () -> fail(BOOM));
			return self.receive();
		});
		assertThat(unlinked.pid.isAlive()).isTrue();
	}

	@Test
	void aThreadMayStartATask() {
		List<Object> done = new ArrayList<>();
		Pid pid = Task.start(this.system, () -> done.add(Task.callers()));
		this.scheduler.runUntilIdle();
		assertThat(done).containsExactly(List.of());
		assertThat(pid.isAlive()).isFalse();
	}

	// --- callers and reports

	@Test
	void callersAreTheTasksBeforeAndWhoStartedTheFirst() {
		var owner = actor((self) -> Task.async(self, () -> {
			ProcessContext outer = ProcessContext.current();
			List<Pid> callers = Task.async(outer, Task::callers).await();
			return List.of(outer.self(), callers);
		}).await());
		Object outer = owner.result().get(0);
		assertThat(owner.result().get(1)).isEqualTo(List.of(outer, owner.pid));
		assertThat(Task.callers()).isEmpty();
	}

	@Test
	void aFailureIsReportedWithFunctionAndCallers() {
		Runnable function = () -> fail(BOOM);
		var owner = trappingActor((self) -> Task.startLink(self, function));
		assertThat(this.reports).hasSize(2);
		assertThat(this.reports.get(0)).isInstanceOfSatisfying(TaskReport.class, (report) -> {
			assertThat(report).isEqualTo(new TaskReport(owner.result(), function.getClass(), BOOM, List.of(owner.pid)));
			assertThat(report).hasToString("Task " + owner.result() + " (" + function.getClass().getName()
					+ "), started by " + owner.pid + ", failed: boom");
			assertThat(report.level()).isEqualTo(org.slf4j.event.Level.ERROR);
		});
		assertThat(this.reports.get(1)).isInstanceOfSatisfying(CrashReport.class,
				(report) -> assertThat(report.kind()).isEqualTo(function.getClass().getName()));
	}

	@Test
	void anOrderlyEndIsNotReported() {
		Task.start(this.system, () -> fail(ExitReason.shutdown("done")));
		Task.start(this.system, () -> fail(ExitReason.NORMAL));
		this.scheduler.runUntilIdle();
		assertThat(this.reports).isEmpty();
	}

}
