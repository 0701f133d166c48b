package dev.javaotp.scheduler;

/**
 * Decides whether a message from outside is worth waking a second thread for. To wake one
 * takes several microseconds of whoever does it; where the threads that are awake take
 * the work sooner than that, as they do with short handlers, the woken one finds nothing.
 * <p>
 * The more were woken in vain lately, the more seldom one is; as soon as one is needed
 * everything is as before. Work that waits because of that is found by the monitor,
 * within a tick.
 * <p>
 * May be used by any thread. The counts are racy on purpose: one more or less does no
 * harm.
 */
final class WakeUps {

	/** So many in vain, one after the other, mean nothing yet. */
	static final int TOLERATED = 4;

	private static final int MAX_VAIN = TOLERATED + 6;

	private int vain;

	private int skipped;

	/** Whether to wake a thread now. */
	boolean isWorthwhile() {
		int vain = this.vain;
		return vain < TOLERATED || (++this.skipped & ((1 << (vain - TOLERATED)) - 1)) == 0;
	}

	/**
	 * A thread has been woken.
	 * @param needed whether there was work for it by the time it was awake
	 */
	void woken(boolean needed) {
		if (needed) {
			this.vain = 0;
		}
		else {
			this.vain = Math.min(MAX_VAIN, this.vain + 1);
		}
	}

}
