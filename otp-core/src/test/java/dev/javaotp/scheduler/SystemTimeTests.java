package dev.javaotp.scheduler;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Timers of real time: each fires once, in order, not too early, or not at all. */
@Timeout(60)
class SystemTimeTests {

	private static final long HOUR = Duration.ofHours(1).toNanos();

	private final SystemTime time = new SystemTime("test-timer");

	private final BlockingQueue<String> fired = new LinkedBlockingQueue<>();

	@AfterEach
	void close() {
		this.time.close();
	}

	private TimeSource.Timer timer(long nanos, String name) {
		return this.time.schedule(nanos, () -> this.fired.add(name));
	}

	@Test
	void aTimerFiresOnceAndNotTooEarly() throws Exception {
		long begun = System.nanoTime();
		TimeSource.Timer timer = timer(2_000_000, "once");
		assertThat(this.fired.take()).isEqualTo("once");
		assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(2_000_000);
		assertThat(timer.cancel()).isFalse();
		assertThat(this.fired).isEmpty();
	}

	@Test
	void timersFireInTheOrderOfTheirTimesWhateverTheOrderTheyWereSetIn() throws Exception {
		timer(HOUR, "in an hour");
		timer(60_000_000, "third");
		timer(30_000_000, "second");
		timer(-1, "first");
		assertThat(List.of(this.fired.take(), this.fired.take(), this.fired.take())).containsExactly("first", "second",
				"third");
	}

	@Test
	void aCancelledTimerDoesNotFire() throws Exception {
		TimeSource.Timer early = timer(1_000_000_000, "early");
		assertThat(early.cancel()).isTrue();
		assertThat(early.cancel()).isFalse();
		timer(1_001_000_000, "late");
		assertThat(this.fired.take()).isEqualTo("late");
	}

	@Test
	void amongManyThatWereCancelledNoOtherIsDropped() throws Exception {
		timer(HOUR, "in an hour");
		await().until(() -> this.time.getState() == Thread.State.TIMED_WAITING);
		List<TimeSource.Timer> cancelled = new ArrayList<>();
		for (int i = 0; i < 5_000; i++) {
			long due = 500_000_000 + i;
			if (i % 1_000 == 999) {
				timer(due, "timer " + i);
			}
			else {
				cancelled.add(timer(due, "cancelled"));
			}
		}
		assertThat(cancelled).allMatch(TimeSource.Timer::cancel);
		for (int i = 999; i < 5_000; i += 1_000) {
			assertThat(this.fired.take()).isEqualTo("timer " + i);
		}
		assertThat(this.fired).isEmpty();
	}

	@Test
	void aTimeBeyondAllTimeIsNever() throws Exception {
		timer(Long.MAX_VALUE, "never");
		timer(0, "now");
		assertThat(this.fired.take()).isEqualTo("now");
	}

	@Test
	void aTimerThatFailsLeavesTheOthersAlone() throws Exception {
		this.time.schedule(0, () -> {
			throw new IllegalStateException("tilt");
		});
		timer(0, "next");
		assertThat(this.fired.take()).isEqualTo("next");
	}

	@Test
	void manyThreadsThatSetAndCancelLoseNothing() throws Exception {
		int each = 20_000;
		AtomicInteger fired = new AtomicInteger();
		AtomicInteger cancelled = new AtomicInteger();
		List<Thread> threads = new ArrayList<>();
		for (int t = 0; t < 4; t++) {
			threads.add(Thread.ofPlatform().start(() -> {
				for (int i = 0; i < each; i++) {
					TimeSource.Timer timer = this.time.schedule((i % 7) * 100_000L, fired::incrementAndGet);
					if (i % 3 == 0 && timer.cancel()) {
						cancelled.incrementAndGet();
					}
				}
			}));
		}
		for (Thread thread : threads) {
			thread.join();
		}
		await().until(() -> fired.get() + cancelled.get() == 4 * each);
	}

	@Test
	void cancelledTimersAreForgottenLongBeforeTheyAreDue() {
		List<Cancelled> cancelled = cancelled();
		await().until(() -> {
			for (int i = 0; i < 5_000; i++) {
				this.time.schedule(HOUR, () -> {
				}).cancel();
			}
			System.gc();
			return cancelled.stream().allMatch((one) -> one.timer().get() == null && one.message().get() == null);
		});
	}

	@Test
	void whatACancelledTimerWasForIsNotHeld() {
		timer(HOUR / 2, "nobody looks at later ones until then");
		await().until(() -> this.time.getState() == Thread.State.TIMED_WAITING);
		List<Cancelled> cancelled = cancelled();
		await().until(() -> {
			System.gc();
			return cancelled.stream().allMatch((one) -> one.message().get() == null);
		});
	}

	/** A timer that nobody holds but who may fire it, and what it was for. */
	private record Cancelled(WeakReference<TimeSource.Timer> timer, WeakReference<Object> message) {
	}

	private List<Cancelled> cancelled() {
		List<Cancelled> cancelled = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			Object message = new Object();
			TimeSource.Timer timer = this.time.schedule(HOUR, message::hashCode);
			timer.cancel();
			cancelled.add(new Cancelled(new WeakReference<>(timer), new WeakReference<>(message)));
		}
		return cancelled;
	}

	@Test
	void afterTheEndNothingFires() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		this.time.schedule(0, () -> {
			entered.countDown();
			try {
				release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		timer(0, "too late");
		entered.await();
		this.time.close();
		release.countDown();
		this.time.join();
		assertThat(this.fired).isEmpty();
	}

}
