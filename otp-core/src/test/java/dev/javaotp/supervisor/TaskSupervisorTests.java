package dev.javaotp.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import dev.javaotp.gen.NoProcessException;
import dev.javaotp.gen.StartResult;
import dev.javaotp.gen.task.StreamOptions;
import dev.javaotp.gen.task.Task;
import dev.javaotp.gen.task.TaskException;
import dev.javaotp.gen.task.TaskOutcome;
import dev.javaotp.gen.task.TaskReport;
import dev.javaotp.gen.task.TaskResult;
import dev.javaotp.gen.task.TaskStart;
import dev.javaotp.gen.task.TaskTestSupport;
import dev.javaotp.gen.task.TaskTimeoutException;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TaskSupervisorTests extends TaskTestSupport {

	private final DynamicSupervisorSpec<ChildSpec> spec = DynamicSupervisorSpec.of("tasks");

	private final TaskSupervisor tasks = TaskSupervisor.start(this.system, this.spec);

	private static int forLong() {
		return after(seconds(60), 1);
	}

	// --- tasks that nobody waits for

	@Test
	void aChildRunsUnderTheSupervisor() {
		List<Object> parents = new ArrayList<>();
		Pid pid = this.tasks.startChild(() -> {
			parents.add(ProcessContext.current().parent());
			forLong();
		});
		assertThat(this.tasks.children()).containsExactly(pid);
		this.scheduler.runUntilIdle();
		assertThat(parents).containsExactly(this.tasks.pid().orElseThrow());
		this.scheduler.advance(seconds(60));
		assertThat(this.tasks.children()).isEmpty();
	}

	@Test
	void aChildThatFailsIsReportedAndNotStartedAgain() {
		List<Object> runs = new ArrayList<>();
		Pid pid = this.tasks.startChild(() -> {
			runs.add("run");
			fail(BOOM);
		});
		this.scheduler.runUntilIdle();
		assertThat(runs).hasSize(1);
		assertThat(this.reports).filteredOn(TaskReport.class::isInstance)
			.singleElement()
			.isInstanceOfSatisfying(TaskReport.class, (report) -> assertThat(report.pid()).isEqualTo(pid));
	}

	@Test
	void aChildMayBeStartedAgain() {
		List<Object> runs = new ArrayList<>();
		this.tasks.startChild(() -> {
			runs.add("run");
			if (runs.size() < 3) {
				fail(BOOM);
			}
		}, Restart.TRANSIENT);
		this.scheduler.runUntilIdle();
		assertThat(runs).hasSize(3);
		assertThat(this.tasks.children()).isEmpty();
	}

	@Test
	void itIsAnExecutor() {
		CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> 42, this.tasks);
		this.scheduler.runUntilIdle();
		assertThat(answer).isCompletedWithValue(42);
	}

	// --- refusals

	@Test
	void noMoreTasksAreTakenThanAreAllowed() {
		TaskSupervisor few = TaskSupervisor.start(this.system, this.spec.withName("few").withMaxChildren(1));
		few.execute(TaskSupervisorTests::forLong);
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> few.execute(() -> {
		}))
			.withMessageMatching("task supervisor <.*> has as many tasks as it may have, 1: no other was started; "
					+ "try later, or let it have more");
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> few.asyncNolink(() -> 1));
	}

	@Test
	void aSupervisorThatDoesNotRunTakesNoTask() {
		TaskSupervisor none = TaskSupervisor.named(this.system, "none");
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> none.execute(() -> {
		}))
			.withMessage("there is no task supervisor none at the moment: no task was started")
			.withCauseInstanceOf(NoProcessException.class);
		assertThat(none).hasToString("TaskSupervisor[none]");
	}

	// --- tasks that somebody waits for

	@Test
	void aLinkedTaskHasAResult() {
		assertThatIn((self) -> this.tasks.async(self, () -> 42).await()).isEqualTo(42);
	}

	@Test
	void theFailureOfALinkedTaskIsTheEndOfItsOwnerAndNotOfTheSupervisor() {
		var owner = actor((self) -> this.tasks.async(self, () -> fail(BOOM)).await());
		assertThat(owner.end()).isEqualTo(BOOM);
		assertThat(this.tasks.pid().orElseThrow().isAlive()).isTrue();
	}

	@Test
	void theEndOfItsOwnerIsTheEndOfALinkedTask() {
		var owner = actor((self) -> {
			this.tasks.async(self, TaskSupervisorTests::forLong);
			return self.receive();
		});
		Pid task = this.tasks.children().get(0);
		this.system.exit(owner.pid, BOOM);
		this.scheduler.runUntilIdle();
		assertThat(task.isAlive()).isFalse();
	}

	@Test
	void aLinkedTaskWhoseOwnerHasEndedDoesNotBegin() {
		var owner = actor((self) -> TaskStart.linked(self, () -> fail(BOOM)));
		List<ExitReason> ends = new ArrayList<>();
		runIn((self) -> this.system.onDown(owner.result().start(self), ends::add));
		this.scheduler.runUntilIdle();
		assertThat(ends).containsExactly(ExitReason.shutdown(ExitReason.NOPROC));
		assertThat(this.reports).noneMatch(TaskReport.class::isInstance);
	}

	@Test
	void theFailureOfATaskWithoutALinkIsAnException() {
		runIn((self) -> {
			Task<Integer> task = this.tasks.asyncNolink(() -> fail(BOOM));
			assertThatExceptionOfType(TaskException.class).isThrownBy(task::await)
				.withMessage("task " + task.pid() + " failed: boom");
			assertThat(task.yield(Duration.ZERO)).contains(new TaskOutcome.Failed<>(BOOM));
			assertThat(task.shutdown()).contains(new TaskOutcome.Failed<>(BOOM));
		});
	}

	@Test
	void anOutcomeCanBeSentToTheOwner() {
		record Known(TaskOutcome<Integer> outcome) {
		}
		assertThatIn((self) -> {
			this.tasks.<Integer>asyncNolink(self, () -> fail(BOOM), Known::new);
			return self.receive(Known.class).outcome();
		}).isEqualTo(new TaskOutcome.Failed<>(BOOM));
	}

	@Test
	void callersLeaveTheSupervisorOut() {
		var owner = actor((self) -> this.tasks.asyncNolink(Task::callers).await());
		assertThat(owner.result()).containsExactly(owner.pid);
	}

	// --- threads that run no process

	@Test
	void aThreadMayWaitForATask() {
		Task<Integer> task = this.tasks.asyncNolink(() -> after(seconds(3), 42));
		assertThat(task.yield(seconds(1))).isEmpty();
		assertThat(task.await()).isEqualTo(42);
		assertThat(this.tasks.<Integer>asyncNolink(() -> null).await()).isNull();
		assertThat(this.tasks.asyncNolink(Task::callers).await()).isEmpty();
	}

	@Test
	void aThreadIsToldOfFailureAndTime() {
		assertThatExceptionOfType(TaskException.class)
			.isThrownBy(() -> this.tasks.asyncNolink(() -> fail(BOOM)).await())
			.satisfies((ex) -> assertThat(ex.taskReason()).isEqualTo(BOOM));
		assertThatExceptionOfType(TaskTimeoutException.class)
			.isThrownBy(() -> this.tasks.asyncNolink(TaskSupervisorTests::forLong).await(seconds(1)));
		Task<Integer> task = this.tasks.asyncNolink(TaskSupervisorTests::forLong);
		assertThat(task.shutdown()).isEmpty();
		assertThat(
				Task.awaitMany(List.of(this.tasks.asyncNolink(() -> 1), this.tasks.asyncNolink(() -> 2)), seconds(1)))
			.containsExactly(1, 2);
		assertThat(Task.yieldMany(List.of(this.tasks.asyncNolink(() -> 1)), seconds(1)))
			.containsExactly(Optional.of(new TaskOutcome.Done<>(1)));
	}

	@Test
	void aProcessMayNotWaitForTheTaskOfAThread() {
		Task<Integer> task = this.tasks.asyncNolink(() -> 42);
		runIn((self) -> assertThatIllegalStateException().isThrownBy(task::await)
			.withMessage(
					"only who started task " + task.pid() + " can await it, a thread that runs no process, but process "
							+ self.self() + " tried to; have the result sent there instead"));
	}

	// --- streams

	@Test
	void aStreamOfLinkedTasksRunsUnderTheSupervisor() {
		List<Object> parents = new ArrayList<>();
		assertThatIn((self) -> this.tasks.asyncStream(self, List.of(1, 2, 3), (input) -> {
			parents.add(ProcessContext.current().parent());
			return input * 2;
		}, StreamOptions.DEFAULTS).map(TaskResult::value).toList()).isEqualTo(List.of(2, 4, 6));
		assertThat(parents).hasSize(3).containsOnly(this.tasks.pid().orElseThrow());
	}

	@Test
	void failuresInAStreamWithoutLinksAreResults() {
		List<TaskOutcome<Integer>> outcomes = this.tasks
			.<Integer, Integer>asyncStreamNolink(List.of(1, 2), (input) -> (input == 1) ? fail(BOOM) : input,
					StreamOptions.DEFAULTS)
			.map(TaskResult::outcome)
			.toList();
		assertThat(outcomes).containsExactly(new TaskOutcome.Failed<>(BOOM), new TaskOutcome.Done<>(2));
	}

	@Test
	void aStreamEndsWhenTheSupervisorTakesNoMore() {
		TaskSupervisor few = TaskSupervisor.start(this.system, this.spec.withName("few").withMaxChildren(1));
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> few
			.asyncStreamNolink(List.of(60, 60), (input) -> forLong(), StreamOptions.DEFAULTS.withMaxConcurrency(2))
			.toList());
		this.scheduler.runUntilIdle();
		assertThat(few.children()).isEmpty();
	}

	// --- the supervisor

	@Test
	void aChildCanBeEnded() {
		Pid pid = this.tasks.startChild(TaskSupervisorTests::forLong);
		assertThat(this.tasks.terminateChild(pid)).isEqualTo(TerminateChildResult.TERMINATED);
		assertThat(pid.isAlive()).isFalse();
		assertThat(this.tasks.terminateChild(pid)).isEqualTo(TerminateChildResult.NOT_FOUND);
	}

	@Test
	void theEndOfTheSupervisorIsTheEndOfItsTasks() {
		Pid pid = this.tasks.startChild(TaskSupervisorTests::forLong);
		Task<Integer> task = this.tasks.asyncNolink(TaskSupervisorTests::forLong);
		this.tasks.stop(seconds(10));
		assertThat(pid.isAlive()).isFalse();
		assertThat(task.yield(Duration.ZERO)).contains(new TaskOutcome.Failed<>(ExitReason.SHUTDOWN));
		assertThat(this.tasks.pid()).map(Pid::isAlive).contains(false);
	}

	@Test
	void itCanStandInATree() {
		Supervisor.start(this.system,
				SupervisorSpec.of("top").withChildren(ChildSpec.dynamicSupervisor("jobs", this.spec.withName("jobs"))));
		assertThat(TaskSupervisor.named(this.system, "jobs").asyncNolink(() -> 42).await()).isEqualTo(42);
	}

	@Test
	void itCanBeStartedByAProcess() {
		assertThatIn((self) -> {
			StartResult started = TaskSupervisor.startLink(self, this.spec.withName("mine"));
			return TaskSupervisor.of(this.system, "mine", started::pid).asyncNolink(() -> 42).await();
		}).isEqualTo(42);
	}

}
