package dev.javaotp.gen;

import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * Told how each call went, for whoever measures them. Not for changing anything: a call
 * is over when its listener hears of it.
 * <p>
 * Called by the thread that called, just before its call returns or throws, so it must be
 * quick and must not block; what it throws the caller gets. Without a listener a call
 * costs one look at a field more than nothing.
 *
 * @see CallListeners
 */
@FunctionalInterface
public interface CallListener {

	/**
	 * A call is over.
	 * @param target whom the caller meant: a name or a pid
	 * @param pid the process that was called, or {@code null} if there was none
	 * @param outcome how it went
	 * @param nanos how long it took, in nanoseconds of the system's time
	 */
	void called(Object target, @Nullable Pid pid, Outcome outcome, long nanos);

	/** How a call went. */
	enum Outcome {

		/** It was answered. */
		SUCCESS,

		/**
		 * The server ended before it answered, its mailbox was full, or the wait was
		 * interrupted.
		 */
		ERROR,

		/** The answer did not come in time. */
		TIMEOUT,

		/** There was nobody to call. */
		NOPROC

	}

}
