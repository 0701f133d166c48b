package dev.javaotp.gen.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ExitReason.FailedCall;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TaskStreamTests extends TaskTestSupport {

	private static final StreamOptions TWO = StreamOptions.DEFAULTS.withMaxConcurrency(2);

	private final List<Pid> started = new ArrayList<>();

	/** Takes as many seconds as the input says. */
	private int take(int seconds) {
		this.started.add(ProcessContext.current().self());
		return after(seconds(seconds), seconds);
	}

	private static List<Integer> values(Stream<TaskResult<Integer, Integer>> results) {
		return results.map(TaskResult::value).toList();
	}

	@Test
	void resultsComeInTheOrderOfTheInputs() {
		var owner = actor((self) -> values(Task.asyncStream(self, List.of(3, 1, 2), this::take, TWO)));
		this.scheduler.advance(seconds(3));
		assertThat(owner.result()).containsExactly(3, 1, 2);
	}

	@Test
	void resultsComeAsTheyAreThereIfWanted() {
		var owner = actor((self) -> values(Task.asyncStream(self, List.of(3, 1, 1), this::take, TWO.unordered())));
		this.scheduler.advance(seconds(3));
		assertThat(owner.result()).containsExactly(1, 1, 3);
	}

	@Test
	void noMoreTasksRunThanAreAllowed() {
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		var owner = actor((self) -> values(Task.asyncStream(self, List.of(1, 2, 1, 1, 2, 1), (seconds) -> {
			most.accumulateAndGet(running.incrementAndGet(), Math::max);
			int value = take(seconds);
			running.decrementAndGet();
			return value;
		}, TWO)));
		this.scheduler.advance(seconds(10));
		assertThat(owner.result()).containsExactly(1, 2, 1, 1, 2, 1);
		assertThat(most).hasValue(2);
	}

	@Test
	void aSlowTaskHoldsUpTheResultsButNotTheWork() {
		var owner = actor((self) -> values(Task.asyncStream(self, List.of(4, 1, 1, 1, 1), this::take, TWO)));
		this.scheduler.advance(seconds(4));
		assertThat(owner.result()).containsExactly(4, 1, 1, 1, 1);
	}

	@Test
	void nothingStartsBeforeTheFirstResultIsWanted() {
		runIn((self) -> Task.asyncStream(self, List.of(1), this::take));
		assertThat(this.started).isEmpty();
	}

	@Test
	void inputsAreTakenAsTasksAreStarted() {
		var owner = actor((self) -> {
			Iterable<Integer> endless = () -> IntStream.iterate(1, (i) -> i + 1).iterator();
			try (Stream<TaskResult<Integer, Integer>> results = Task.asyncStream(self, endless, this::take, TWO)) {
				return values(results.limit(2));
			}
		});
		this.scheduler.advance(seconds(60));
		assertThat(owner.result()).containsExactly(1, 2);
		assertThat(this.started).hasSizeBetween(2, 4);
	}

	@Test
	void thereMayBeNoInput() {
		assertThatIn((self) -> values(Task.asyncStream(self, List.<Integer>of(), this::take))).isEqualTo(List.of());
	}

	@Test
	void closingAStreamEndsTheTasksThatRun() {
		var owner = actor((self) -> {
			try (Stream<TaskResult<Integer, Integer>> results = Task.asyncStream(self, List.of(1, 50, 50), this::take,
					TWO)) {
				results.iterator().next();
			}
			return self.receive();
		});
		this.scheduler.advance(seconds(2));
		assertThat(this.started).hasSizeBetween(2, 3).noneMatch(Pid::isAlive);
		assertThat(owner.pid.isAlive()).isTrue();
	}

	// --- time

	@Test
	void whoWaitsForATaskThatTakesTooLongEndsAndAllTasksWithIt() {
		var owner = actor((self) -> values(Task.asyncStream(self, List.of(1, 6), this::take, TWO)));
		this.scheduler.advance(seconds(5));
		assertThat(owner.result).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(TaskTimeoutException.class)
			.withMessage(
					"task " + this.started.get(1) + " of a stream had no result within 5000 ms; the others were ended");
		assertThat(owner.end()).isEqualTo(new FailedCall(ExitReason.TIMEOUT, this.started.get(1), "stream"));
		assertThat(this.started).noneMatch(Pid::isAlive);
	}

	@Test
	void aTaskThatTakesTooLongMayBeKilledAlone() {
		StreamOptions options = TWO.withTimeout(seconds(2)).withOnTimeout(StreamOptions.OnTimeout.KILL_TASK);
		var owner = actor((self) -> Task.asyncStream(self, List.of(1, 6, 1), this::take, options).toList());
		this.scheduler.advance(seconds(6));
		assertThat(owner.result()).containsExactly(new TaskResult<>(1, new TaskOutcome.Done<>(1)),
				new TaskResult<>(6, new TaskOutcome.Failed<>(ExitReason.TIMEOUT)),
				new TaskResult<>(1, new TaskOutcome.Done<>(1)));
		assertThat(this.started).noneMatch(Pid::isAlive);
	}

	@Test
	void aResultThatCameTooLateIsNoneThoughNobodyLookedBefore() {
		StreamOptions options = TWO.withTimeout(seconds(2)).withOnTimeout(StreamOptions.OnTimeout.KILL_TASK);
		var owner = actor((self) -> {
			Iterator<TaskResult<Integer, Integer>> results = Task.asyncStream(self, List.of(1, 3), this::take, options)
				.iterator();
			results.next();
			self.sleep(seconds(10));
			return results.next().outcome();
		});
		this.scheduler.advance(seconds(20));
		assertThat(owner.result()).isEqualTo(new TaskOutcome.Failed<>(ExitReason.TIMEOUT));
	}

	// --- failures

	@Test
	void theFailureOfALinkedTaskIsTheEndOfTheCaller() {
		var owner = actor((self) -> Task.asyncStream(self, List.of(1, 2), (input) -> fail(BOOM), TWO).toList());
		assertThat(owner.end()).isEqualTo(BOOM);
	}

	@Test
	void whoTrapsExitsGetsFailuresAsResultsAndNothingElse() {
		var owner = trappingActor((self) -> {
			List<TaskResult<Integer, Integer>> results = Task
				.<Integer, Integer>asyncStream(self, List.of(1, 2, 3), (input) -> (input == 2) ? fail(BOOM) : input,
						TWO)
				.toList();
			self.sleep(seconds(1));
			assertThat(self.mailboxDepth()).isZero();
			return results;
		});
		this.scheduler.advance(seconds(1));
		assertThat(owner.result()).extracting(TaskResult::outcome)
			.containsExactly(new TaskOutcome.Done<>(1), new TaskOutcome.Failed<>(BOOM), new TaskOutcome.Done<>(3));
		assertThatExceptionOfType(TaskException.class).isThrownBy(() -> owner.result().get(1).value())
			.withMessage("the task for 2 failed: boom")
			.satisfies((ex) -> assertThat(ex.taskReason()).isEqualTo(BOOM));
	}

	@Test
	void anInputThatCannotBeReadEndsTheTasksThatRun() {
		Iterable<Integer> broken = () -> Stream.of(50, 0).peek((input) -> {
			if (input == 0) {
				throw new IllegalStateException("broken input");
			}
		}).iterator();
		var owner = actor((self) -> {
			assertThatIllegalStateException().isThrownBy(() -> values(Task.asyncStream(self, broken, this::take, TWO)))
				.withMessage("broken input");
			return "done";
		});
		this.scheduler.runUntilIdle();
		assertThat(owner.result()).isEqualTo("done");
		assertThat(this.started).noneMatch(Pid::isAlive);
	}

	@Test
	void atLeastOneTaskMustRun() {
		assertThatIllegalArgumentException().isThrownBy(() -> StreamOptions.DEFAULTS.withMaxConcurrency(0))
			.withMessage("The number of tasks that run at the same time is 0: expected one or more");
	}

	@Test
	void theDefaultsAreElixirs() {
		assertThat(StreamOptions.DEFAULTS).isEqualTo(new StreamOptions(Runtime.getRuntime().availableProcessors(), true,
				seconds(5), StreamOptions.OnTimeout.EXIT));
	}

}
