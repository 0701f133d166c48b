package dev.javaotp.supervisor;

import java.util.ArrayDeque;

/**
 * The restarts that still count: OTP's {@code add_restart}, with the time as an argument.
 * <p>
 * Times are whole seconds of a monotonic clock. A restart counts for as long as it is not
 * older than the period, the bound included: at second 7 with a period of 5 the one at
 * second 2 counts.
 * <p>
 * Written by the supervisor, read by whoever looks at its figures; neither holds the lock
 * for long, and restarts are rare.
 */
final class RestartWindow {

	/** How many there were in one second. */
	private static final class Second {

		final long number;

		int restarts;

		Second(long number) {
			this.number = number;
		}

	}

	private final RestartIntensity intensity;

	// those with restarts, oldest first: a storm adds to one of them; guarded by this
	private final ArrayDeque<Second> seconds = new ArrayDeque<>();

	// in all of them; guarded by this
	private long restarts;

	RestartWindow(RestartIntensity intensity) {
		this.intensity = intensity;
	}

	/**
	 * Counts a restart.
	 * @param now the second in which it happens
	 * @return whether it may be made; {@code false} when the supervisor has to give up
	 */
	synchronized boolean add(long now) {
		forgetBefore(now);
		Second last = this.seconds.peekLast();
		if (last == null || last.number != now) {
			last = new Second(now);
			this.seconds.addLast(last);
		}
		last.restarts++;
		this.restarts++;
		return this.restarts <= this.intensity.maxRestarts();
	}

	/**
	 * How much of the intensity is used: with 1 the next restart is one too many.
	 * @param now the second of asking
	 * @return from 0 to 1; where no restart is allowed at all always 1
	 */
	synchronized double used(long now) {
		if (this.intensity.maxRestarts() == 0) {
			return 1;
		}
		forgetBefore(now);
		return Math.min(1.0, (double) this.restarts / this.intensity.maxRestarts());
	}

	private void forgetBefore(long now) {
		long oldest = now - this.intensity.within().getSeconds();
		Second first;
		while ((first = this.seconds.peekFirst()) != null && first.number < oldest) {
			this.seconds.removeFirst();
			this.restarts -= first.restarts;
		}
	}

}
