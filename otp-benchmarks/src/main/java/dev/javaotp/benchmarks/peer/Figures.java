package dev.javaotp.benchmarks.peer;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** What peers make figures from. */
public final class Figures {

	private Figures() {
	}

	/**
	 * The value that so many of a hundred do not exceed.
	 * @param values the values, which are sorted by this
	 * @param percent 50 for the median
	 * @return the value
	 */
	public static long percentile(long[] values, int percent) {
		Arrays.sort(values);
		return values[(int) ((long) values.length * percent / 100)];
	}

	/**
	 * How late this thread wakes when it sleeps for a millisecond.
	 * @param times how often
	 * @return the time beyond the millisecond, each time, in nanoseconds
	 */
	public static long[] lateness(int times) {
		long[] nanos = new long[times];
		for (int i = 0; i < times; i++) {
			long begun = System.nanoTime();
			LockSupport.parkNanos(1_000_000);
			nanos[i] = Math.max(0, System.nanoTime() - begun - 1_000_000);
		}
		return nanos;
	}

	/**
	 * The heap in use when what is garbage has been collected.
	 * @return bytes
	 */
	public static long usedHeap() {
		long before = Long.MAX_VALUE;
		long used = collected();
		// a collection that frees less than this has found nothing to speak of
		while (used < before - before / 1_000) {
			before = used;
			used = collected();
		}
		return used;
	}

	private static long collected() {
		System.gc();
		Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory();
	}

}
