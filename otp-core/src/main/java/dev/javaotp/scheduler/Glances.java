package dev.javaotp.scheduler;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Looks for answers that are about to come. Most servers answer within a microsecond or
 * two, and to be put to sleep and woken takes ten times as long; so whoever asks looks
 * for some {@value #LOOKS} times, a few dozen microseconds at the very most, before it
 * waits.
 * <p>
 * That must never be at the expense of others. Half of the processors look at once, one
 * at least; nobody looks while there is work that waits for a thread and no thread will
 * take it; and the more looks were in vain lately, the more seldom there is one.
 * <p>
 * May be used by any thread.
 */
final class Glances {

	static final int LOOKS = 600;

	/** So many in vain, one after the other, mean nothing yet. */
	static final int TOLERATED = 10;

	private static final int CROWD_INTERVAL = 32;

	private final int atOnce;

	private final BooleanSupplier crowded;

	private final AtomicInteger looking = new AtomicInteger();

	private final Backoff backoff = new Backoff(TOLERATED);

	/**
	 * Creates the means to look.
	 * @param processors how many threads can run at once
	 * @param crowded whether work waits that no thread will take, nor can be made to;
	 * asked while looking
	 */
	Glances(int processors, BooleanSupplier crowded) {
		this.atOnce = Math.max(1, processors / 2);
		this.crowded = crowded;
	}

	/** Whether to {@link #look} will do, as far as one can know. */
	boolean mayDo() {
		return this.looking.get() < this.atOnce && this.backoff.isWorthwhile();
	}

	/**
	 * Looks whether a condition comes true, unless too many do that already.
	 * @param done the condition
	 * @return whether it holds
	 */
	boolean look(BooleanSupplier done) {
		try {
			if (this.looking.getAndIncrement() < this.atOnce) {
				return lookAgain(done);
			}
		}
		finally {
			this.looking.getAndDecrement();
		}
		return done.getAsBoolean();
	}

	private boolean lookAgain(BooleanSupplier done) {
		for (int i = 1; i <= LOOKS; i++) {
			if (done.getAsBoolean()) {
				this.backoff.succeeded();
				return true;
			}
			if (i % CROWD_INTERVAL == 0 && this.crowded.getAsBoolean()) {
				break;
			}
			Thread.onSpinWait();
		}
		this.backoff.failed();
		return done.getAsBoolean();
	}

}
