package dev.javaotp.scheduler;

/**
 * The one seam for the clock and for timers: real time, or time that a test moves.
 * <p>
 * May be used by any thread.
 */
public interface TimeSource {

	/**
	 * The monotonic time, from an arbitrary origin.
	 * @return nanoseconds
	 */
	long nanoTime();

	/**
	 * Runs something later, once, on a thread of the time source: it must be short and
	 * must not block. Not earlier than asked for; as a rule within a millisecond or two
	 * after it.
	 * @param delayNanos how long to wait, in nanoseconds; zero or less means at once
	 * @param action what to run
	 * @return the timer
	 */
	Timer schedule(long delayNanos, Runnable action);

	/** Something that will be run later. */
	interface Timer {

		/**
		 * How long it is until then.
		 * @return nanoseconds; zero or less when it is due, whether it has run or not
		 */
		long leftNanos();

		/**
		 * Takes it back.
		 * @return whether this call prevented it: {@code false} when it has run, runs or
		 * was cancelled before
		 */
		boolean cancel();

	}

}
