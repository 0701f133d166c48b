package dev.javaotp.scheduler;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

/**
 * Time for tests: it stands still until {@link #advance(Duration)} moves it, and timers
 * go off on the thread that does, in the order of their due times.
 * <p>
 * May be used by any thread; only one at a time should move it.
 */
public final class ManualTime implements TimeSource {

	// guarded by this
	private final PriorityQueue<Entry> timers = new PriorityQueue<>(
			Comparator.<Entry>comparingLong((entry) -> entry.due).thenComparingLong((entry) -> entry.number));

	// guarded by this
	private long now;

	// guarded by this
	private long numbers;

	private final class Entry implements Timer {

		private final long due;

		private final long number;

		private final Runnable action;

		Entry(long due, long number, Runnable action) {
			this.due = due;
			this.number = number;
			this.action = action;
		}

		@Override
		public long leftNanos() {
			return this.due - nanoTime();
		}

		@Override
		public boolean cancel() {
			synchronized (ManualTime.this) {
				return ManualTime.this.timers.remove(this);
			}
		}

	}

	/** Creates a time that stands at zero. */
	public ManualTime() {
	}

	@Override
	public synchronized long nanoTime() {
		return this.now;
	}

	@Override
	public synchronized Timer schedule(long delayNanos, Runnable action) {
		long due = this.now + Math.max(0, Math.min(delayNanos, Long.MAX_VALUE - this.now));
		Entry entry = new Entry(due, this.numbers++, action);
		this.timers.add(entry);
		return entry;
	}

	/**
	 * Moves time, running each timer at its own moment.
	 * @param duration how far
	 */
	public void advance(Duration duration) {
		long end = nanoTime() + duration.toNanos();
		Entry entry;
		while ((entry = takeDue(end)) != null) {
			entry.action.run();
		}
		synchronized (this) {
			this.now = Math.max(this.now, end);
		}
	}

	private synchronized @Nullable Entry takeDue(long end) {
		Entry next = this.timers.peek();
		if (next == null || next.due > end) {
			return null;
		}
		this.timers.remove();
		this.now = Math.max(this.now, next.due);
		return next;
	}

	/**
	 * How long until the next timer goes off.
	 * @return the time, or {@code null} if there is none
	 */
	public synchronized @Nullable Duration untilNextTimer() {
		Entry next = this.timers.peek();
		return (next == null) ? null : Duration.ofNanos(Math.max(0, next.due - this.now));
	}

	/**
	 * The number of timers that are waiting.
	 * @return how many
	 */
	public synchronized int timerCount() {
		return this.timers.size();
	}

}
