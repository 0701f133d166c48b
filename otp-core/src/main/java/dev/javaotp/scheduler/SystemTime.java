package dev.javaotp.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Real time: one thread that wakes up for the next timer.
 * <p>
 * Almost every timer is cancelled long before it is due, since it guards something that
 * does happen. So to set one and to cancel one takes no lock and wakes nobody: a new
 * timer is pushed onto a stack, and the thread looks there when it wakes for an older
 * one, when very many have come, or when it is woken since the new one is due first. A
 * cancelled timer is only marked; the queue of the thread drops all that are marked
 * whenever it has doubled, so that it holds at most twice as many as wait, and whenever
 * many of those that are due first are, since to take out one by one takes longer.
 */
final class SystemTime extends Thread implements TimeSource, AutoCloseable {

	/** So many new ones, and the thread looks at them although none is due. */
	private static final int BACKLOG = 4_096;

	private static final int SMALL = 1_024;

	/** One cancelled timer of so many is taken out by itself, the others all at once. */
	private static final int FEW = 16;

	private static final long NEVER = Long.MAX_VALUE;

	// all times are since then, so that they can be compared
	private static final long ORIGIN = System.nanoTime();

	private static final VarHandle ARRIVED;

	private static final VarHandle ACTION;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			ARRIVED = lookup.findVarHandle(SystemTime.class, "arrived", Entry.class);
			ACTION = lookup.findVarHandle(Entry.class, "action", Runnable.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private static final Logger logger = LoggerFactory.getLogger(SystemTime.class);

	// timers that the thread has not seen yet, newest first
	private volatile @Nullable Entry arrived;

	// what the thread sleeps for; 0 while it is awake
	private volatile long sleepsUntil;

	private volatile boolean closed;

	// the thread's own
	private final PriorityQueue<Entry> waiting = new PriorityQueue<>();

	private int purgeAt = SMALL;

	private long number;

	SystemTime(String threadName) {
		super(null, null, threadName, 0, /* inheritThreadLocals= */ false);
		setDaemon(true);
		start();
	}

	@Override
	public long nanoTime() {
		return System.nanoTime();
	}

	@Override
	public Timer schedule(long delayNanos, Runnable action) {
		long now = now();
		Entry entry = new Entry((delayNanos < NEVER - now) ? now + Math.max(0, delayNanos) : NEVER, action);
		Entry seen;
		do {
			seen = this.arrived;
			entry.isAbove(seen);
		}
		while (!ARRIVED.compareAndSet(this, seen, entry));
		// either this sees that the thread sleeps, or the thread sees the entry
		if (isWorthWaking(entry, this.sleepsUntil)) {
			LockSupport.unpark(this);
		}
		return entry;
	}

	private static boolean isWorthWaking(Entry newest, long sleepsUntil) {
		return sleepsUntil != 0 && (newest.earliest < sleepsUntil || newest.depth >= BACKLOG);
	}

	private static long now() {
		return System.nanoTime() - ORIGIN;
	}

	@Override
	public void run() {
		while (!this.closed) {
			takeOver();
			long next = fire();
			this.sleepsUntil = next;
			Entry newest = this.arrived;
			// a timer that waited may have used up what close() woke this thread with
			if (!this.closed && (newest == null || !isWorthWaking(newest, next))) {
				if (next == NEVER) {
					LockSupport.park(this);
				}
				else {
					LockSupport.parkNanos(this, next - now());
				}
			}
			this.sleepsUntil = 0;
			Thread.interrupted();
		}
	}

	private void takeOver() {
		Entry next = oldestFirst((Entry) ARRIVED.getAndSet(this, null));
		while (next != null) {
			Entry entry = next;
			next = entry.below;
			entry.below = null;
			entry.number = this.number++;
			if (entry.isWaiting()) {
				this.waiting.add(entry);
			}
		}
		if (this.waiting.size() >= this.purgeAt) {
			purge();
		}
	}

	private static @Nullable Entry oldestFirst(@Nullable Entry newest) {
		Entry first = null;
		for (Entry entry = newest; entry != null;) {
			Entry older = entry.below;
			entry.below = first;
			first = entry;
			entry = older;
		}
		return first;
	}

	private void purge() {
		this.waiting.removeIf((entry) -> !entry.isWaiting());
		this.purgeAt = Math.max(SMALL, 2 * this.waiting.size());
	}

	/**
	 * Runs what is due.
	 * @return when the next one is, or {@code NEVER}
	 */
	private long fire() {
		int cancelled = 0;
		Entry first;
		while ((first = this.waiting.peek()) != null && !this.closed) {
			if (first.isWaiting() && first.due > now()) {
				return first.due;
			}
			Runnable action = first.end();
			if (action != null) {
				this.waiting.remove();
				run(action);
			}
			else if (++cancelled > this.waiting.size() / FEW) {
				cancelled = 0;
				purge();
			}
			else {
				this.waiting.remove();
			}
		}
		return NEVER;
	}

	private static void run(Runnable action) {
		try {
			action.run();
		}
		catch (Throwable ex) {
			logger.error("A timer failed", ex);
		}
	}

	/** Timers that are left never fire. */
	@Override
	public void close() {
		this.closed = true;
		LockSupport.unpark(this);
	}

	/** A timer. There may be very many: 48 bytes. */
	private static final class Entry implements Timer, Comparable<Entry> {

		final long due;

		// null once it has fired or been cancelled: while this is still in the queue it
		// holds nothing else
		private volatile @Nullable Runnable action;

		// in the stack: what was there before, how many there are, and when the first of
		// them is due
		@Nullable Entry below;

		int depth;

		long earliest;

		// in the queue: those due at the same time keep the order in which they came
		long number;

		Entry(long due, Runnable action) {
			this.due = due;
			this.action = action;
		}

		void isAbove(@Nullable Entry entry) {
			this.below = entry;
			this.depth = (entry != null) ? entry.depth + 1 : 1;
			this.earliest = (entry != null) ? Math.min(this.due, entry.earliest) : this.due;
		}

		boolean isWaiting() {
			return this.action != null;
		}

		/** What is to be done; {@code null} if somebody else was here before. */
		@Nullable Runnable end() {
			return (Runnable) ACTION.getAndSet(this, null);
		}

		@Override
		public int compareTo(Entry other) {
			int byTime = Long.compare(this.due, other.due);
			return (byTime != 0) ? byTime : Long.compare(this.number, other.number);
		}

		@Override
		public long leftNanos() {
			return this.due - now();
		}

		@Override
		public boolean cancel() {
			return end() != null;
		}

	}

}
