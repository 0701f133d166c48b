package dev.javaotp.scheduler;

/**
 * Remembers whether something that costs more than it gains unless it succeeds did
 * succeed lately, and so whether to try it again. After some failures in a row every
 * second occasion is taken, then every fourth and so on; after one success all are again.
 * <p>
 * May be used by any thread. The counts are racy on purpose: an attempt more or less does
 * no harm.
 */
final class Backoff {

	/** One of two to the power of this many occasions at least is taken. */
	private static final int STEPS = 6;

	private final int tolerated;

	private int failures;

	private int skipped;

	/**
	 * Creates one that has seen nothing yet.
	 * @param tolerated so many failures in a row mean nothing
	 */
	Backoff(int tolerated) {
		this.tolerated = tolerated;
	}

	/** Whether to take this occasion. */
	boolean isWorthwhile() {
		int failures = this.failures;
		return failures < this.tolerated || (++this.skipped & ((1 << (failures - this.tolerated)) - 1)) == 0;
	}

	void succeeded() {
		this.failures = 0;
	}

	void failed() {
		this.failures = Math.min(this.tolerated + STEPS, this.failures + 1);
	}

}
