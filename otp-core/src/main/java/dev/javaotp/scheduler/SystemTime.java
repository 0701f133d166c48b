package dev.javaotp.scheduler;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Real time: one thread that wakes up for the next timer. */
final class SystemTime implements TimeSource, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SystemTime.class);

	private final ScheduledThreadPoolExecutor timers;

	SystemTime(String threadName) {
		this.timers = new ScheduledThreadPoolExecutor(1, (work) -> {
			Thread thread = new Thread(null, work, threadName, 0,
					/* inheritThreadLocals= */ false);
			thread.setDaemon(true);
			return thread;
		});
		this.timers.setRemoveOnCancelPolicy(true);
		this.timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		// after close a timer is as good as one that never fires
		this.timers.setRejectedExecutionHandler((work, executor) -> {
		});
	}

	@Override
	public long nanoTime() {
		return System.nanoTime();
	}

	@Override
	public Timer schedule(long delayNanos, Runnable action) {
		Future<?> future = this.timers.schedule(() -> {
			try {
				action.run();
			}
			catch (Throwable ex) {
				logger.error("A timer failed", ex);
			}
		}, delayNanos, TimeUnit.NANOSECONDS);
		return () -> future.cancel(/* mayInterruptIfRunning= */ false);
	}

	@Override
	public void close() {
		this.timers.shutdownNow();
	}

}
