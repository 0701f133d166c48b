package dev.javaotp.benchmarks.threads;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** An actor sets timers that would send it a message, and cancels them. */
final class Timers {

	private static final Object TIMEOUT = "timeout";

	private Timers() {
	}

	static double run(int timers) {
		try (ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1)) {
			// otherwise a cancelled timer stays until its time has come
			clock.setRemoveOnCancelPolicy(true);
			return Actor.compute((self) -> setAndCancel(self, clock, timers)).join() / timers;
		}
	}

	private static double setAndCancel(Actor self, ScheduledThreadPoolExecutor clock, int timers) {
		Future<?>[] set = new Future<?>[timers];
		long begun = System.nanoTime();
		for (int i = 0; i < timers; i++) {
			set[i] = clock.schedule(() -> self.send(TIMEOUT), 1, TimeUnit.MINUTES);
		}
		for (Future<?> timer : set) {
			if (!timer.cancel(false)) {
				throw new IllegalStateException("a timer was not cancelled");
			}
		}
		return System.nanoTime() - begun;
	}

}
