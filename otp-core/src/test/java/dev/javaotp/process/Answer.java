package dev.javaotp.process;

import java.time.Duration;

import dev.javaotp.scheduler.ManualScheduler;

/**
 * Something a test waits for. With a manual scheduler the wait runs processes, and fails
 * at once if it cannot end; with threads it fails after a limit that only says "broken".
 *
 * @param <T> what is awaited
 */
final class Answer<T> extends PendingReply {

	static final Duration BROKEN = Duration.ofSeconds(20);

	private final ProcessSystem system;

	Answer(ProcessSystem system) {
		this.system = system;
	}

	boolean put(T value) {
		return complete(value);
	}

	/** Waits for it; an {@link AssertionError} if nobody gives it. */
	@SuppressWarnings("unchecked")
	T get() {
		Object outcome = outcomeOf();
		if (outcome instanceof Ended ended) {
			throw new AssertionError("the process ended before it answered: " + ended.reason());
		}
		return (T) outcome;
	}

	/** Waits for the receiver to end without an answer. */
	ExitReason ended() {
		Object outcome = outcomeOf();
		if (outcome instanceof Ended ended) {
			return ended.reason();
		}
		throw new AssertionError("answered with " + outcome);
	}

	private Object outcomeOf() {
		try {
			boolean manual = this.system.scheduler() instanceof ManualScheduler;
			Object outcome = await(this.system, (manual) ? Long.MAX_VALUE : BROKEN.toNanos());
			if (outcome == null) {
				throw new AssertionError("nothing came");
			}
			return outcome;
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

}
