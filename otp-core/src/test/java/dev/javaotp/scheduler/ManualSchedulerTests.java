package dev.javaotp.scheduler;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(30)
class ManualSchedulerTests {

	private final ManualScheduler scheduler = new ManualScheduler(1);

	private final Kind kind = this.scheduler.kind(ManualSchedulerTests.class, Execution.AUTO);

	private final List<String> log = new ArrayList<>();

	@Test
	void nothingRunsBeforeTheTestSaysSo() {
		this.scheduler.schedule(new Work(this.kind, () -> this.log.add("ran")));
		assertThat(this.log).isEmpty();
		assertThat(this.scheduler.runOne()).isTrue();
		assertThat(this.scheduler.runOne()).isFalse();
		assertThat(this.log).containsExactly("ran");
	}

	@Test
	void theOrderIsDrawnFromTheSeed() {
		assertThat(order(5)).isEqualTo(order(5));
		assertThat(List.of(order(1), order(2), order(3), order(4))).doesNotHaveDuplicates();
	}

	@Test
	void whatATaskWroteIsSeenByTheNextAndByTheTest() {
		int[] plain = new int[1];
		for (int i = 0; i < 1_000; i++) {
			this.scheduler.schedule(new Work(this.kind, () -> plain[0]++));
		}
		assertThat(this.scheduler.runUntilIdle()).isEqualTo(1_000);
		assertThat(plain[0]).isEqualTo(1_000);
	}

	@Test
	void aTaskWithMoreToDoIsQueuedAgain() {
		AtomicInteger runs = new AtomicInteger();
		this.scheduler.schedule(new Work(this.kind, () -> {
		}) {

			@Override
			public boolean run(Slice slice) {
				return runs.incrementAndGet() < 3;
			}

		});
		assertThat(this.scheduler.runUntilIdle()).isEqualTo(3);
	}

	@Test
	void aTaskThatWaitsLetsOthersRunAndGoesOnWhenItsConditionHolds() {
		AtomicBoolean condition = new AtomicBoolean();
		this.scheduler.schedule(new Work(this.kind, () -> {
			this.log.add("waits");
			waits(condition, Long.MAX_VALUE);
			this.log.add("goes on");
		}));
		this.scheduler.runUntilIdle();
		assertThat(this.scheduler.figures().setAside()).isOne();
		this.scheduler.schedule(new Work(this.kind, () -> {
			this.log.add("other");
			condition.set(true);
		}));
		this.scheduler.runUntilIdle();
		assertThat(this.log).containsExactly("waits", "other", "goes on");
		assertThat(this.scheduler.figures().setAside()).isZero();
	}

	@Test
	void aWaitWithALimitEndsWhenTimeHasMovedThatFar() {
		this.scheduler.schedule(new Work(this.kind,
				() -> this.log.add(waits(new AtomicBoolean(), 100) + " at " + this.scheduler.time().nanoTime())));
		this.scheduler.runUntilIdle();
		this.scheduler.advance(Duration.ofNanos(99));
		assertThat(this.log).isEmpty();
		this.scheduler.advance(Duration.ofNanos(50));
		assertThat(this.log).containsExactly("false at 100");
		assertThat(this.scheduler.time().nanoTime()).isEqualTo(149);
	}

	@Test
	void timeJumpsToTheNextTimerOrTheEndOfTheNextWait() {
		this.scheduler.time().schedule(300, () -> this.log.add("timer"));
		this.scheduler.schedule(new Work(this.kind, () -> this.log.add("waited " + waits(new AtomicBoolean(), 100))));
		this.scheduler.runUntilIdle();
		assertThat(this.scheduler.advanceToNextEvent(Duration.ofNanos(99))).isFalse();
		assertThat(this.scheduler.time().nanoTime()).isZero();
		assertThat(this.scheduler.advanceToNextEvent(Duration.ofNanos(100))).isTrue();
		this.scheduler.runUntilIdle();
		assertThat(this.scheduler.advanceToNextEvent(ChronoUnit.FOREVER.getDuration())).isTrue();
		assertThat(this.scheduler.advanceToNextEvent(ChronoUnit.FOREVER.getDuration())).isFalse();
		assertThat(this.log).containsExactly("waited false", "timer");
		assertThat(this.scheduler.time().nanoTime()).isEqualTo(300);
	}

	@Test
	void aTaskThatGoesOnForEverIsLeftAfterSoManyRuns() {
		this.scheduler.schedule(new Work(this.kind, () -> {
		}) {

			@Override
			public boolean run(Slice slice) {
				return true;
			}

		});
		assertThat(this.scheduler.run(50)).isEqualTo(50);
	}

	@Test
	void tasksThatDoNotWaitRunOneAfterTheOtherOnTheSameThread() {
		Set<Thread> threads = new HashSet<>();
		for (int i = 0; i < 100; i++) {
			this.scheduler.schedule(new Work(this.kind, () -> threads.add(Thread.currentThread())));
		}
		this.scheduler.runUntilIdle();
		assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
	}

	@Test
	void theTestsOwnWaitRunsTasks() throws InterruptedException {
		AtomicBoolean done = new AtomicBoolean();
		this.scheduler.schedule(new Work(this.kind, () -> done.set(true)));
		assertThat(this.scheduler.await(done::get, Long.MAX_VALUE)).isTrue();
	}

	@Test
	void theTestsOwnWaitMovesTimeWhenNothingElseCanHappen() throws InterruptedException {
		AtomicBoolean done = new AtomicBoolean();
		this.scheduler.time().schedule(500, () -> done.set(true));
		assertThat(this.scheduler.await(done::get, Long.MAX_VALUE)).isTrue();
		assertThat(this.scheduler.time().nanoTime()).isEqualTo(500);
		assertThat(this.scheduler.await(() -> false, 100)).isFalse();
		assertThat(this.scheduler.time().nanoTime()).isEqualTo(600);
	}

	@Test
	void aWaitThatCanNeverEndFailsAtOnce() {
		assertThatIllegalStateException().isThrownBy(() -> this.scheduler.await(() -> false, Long.MAX_VALUE))
			.withMessage("this wait would never end: no process can run and no timer is set");
	}

	@Test
	void onlyTheTestDrives() {
		AtomicReference<Throwable> thrown = new AtomicReference<>();
		this.scheduler.schedule(new Work(this.kind, () -> {
			try {
				this.scheduler.runOne();
			}
			catch (IllegalStateException ex) {
				thrown.set(ex);
			}
		}));
		this.scheduler.runUntilIdle();
		assertThat(thrown.get()).hasMessage("only the test drives a manual scheduler, a process cannot");
	}

	@Test
	void anInterruptEndsAWait() throws Exception {
		AtomicReference<Thread> thread = new AtomicReference<>();
		this.scheduler.schedule(new Work(this.kind, () -> {
			thread.set(Thread.currentThread());
			try {
				this.scheduler.await(() -> false, Long.MAX_VALUE);
			}
			catch (InterruptedException ex) {
				this.log.add("interrupted " + Thread.currentThread().isInterrupted());
			}
		}));
		this.scheduler.runUntilIdle();
		thread.get().interrupt();
		this.scheduler.runUntilIdle();
		assertThat(this.log).containsExactly("interrupted false");
	}

	@Test
	void anInterruptOfOneTaskDoesNotReachAnother() {
		for (int i = 0; i < 20; i++) {
			this.scheduler.schedule(new Work(this.kind, () -> {
				this.log.add("" + Thread.currentThread().isInterrupted());
				Thread.currentThread().interrupt();
			}));
		}
		this.scheduler.runUntilIdle();
		assertThat(this.log).hasSize(20).containsOnly("false");
	}

	@Test
	void otherThreadsMayScheduleMeanwhile() throws InterruptedException {
		AtomicInteger runs = new AtomicInteger();
		Thread other = Thread.ofPlatform().start(() -> {
			for (int i = 0; i < 1_000; i++) {
				this.scheduler.schedule(new Work(this.kind, runs::incrementAndGet));
			}
		});
		while (other.isAlive()) {
			this.scheduler.runUntilIdle();
		}
		this.scheduler.runUntilIdle();
		assertThat(runs).hasValue(1_000);
	}

	@Test
	void closingRunsWhatIsLeft() {
		this.scheduler.schedule(new Work(this.kind, () -> this.log.add("ran")));
		this.scheduler.close();
		assertThat(this.log).containsExactly("ran");
	}

	private List<Integer> order(long seed) {
		ManualScheduler seeded = new ManualScheduler(seed);
		List<Integer> order = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			int number = i;
			seeded.schedule(new Work(this.kind, () -> order.add(number)));
		}
		seeded.runUntilIdle();
		return order;
	}

	private boolean waits(AtomicBoolean condition, long limitNanos) {
		try {
			return this.scheduler.await(condition::get, limitNanos);
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

}
