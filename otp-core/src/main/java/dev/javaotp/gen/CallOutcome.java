package dev.javaotp.gen;

import java.util.Objects;

import dev.javaotp.process.ExitReason;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a request that was sent without waiting, see {@link PendingCall}.
 *
 * @param <R> the type of the answer
 */
public sealed interface CallOutcome<R extends @Nullable Object> {

	/**
	 * It was answered: Erlang's {@code {reply, Reply}}.
	 *
	 * @param <R> the type of the answer
	 * @param value the answer
	 */
	record Reply<R extends @Nullable Object>(R value) implements CallOutcome<R> {

	}

	/**
	 * The server ended before it answered, was not there, or did not take it: Erlang's
	 * {@code {error, {Reason, ServerRef}}}.
	 *
	 * @param <R> the type of the answer
	 * @param reason why it ended; {@code noproc} if there was nobody,
	 * <code>{mailbox_full, max}</code> if its mailbox was full
	 */
	record Failed<R extends @Nullable Object>(ExitReason reason) implements CallOutcome<R> {

		public Failed {
			Objects.requireNonNull(reason, "reason");
		}

	}

	/**
	 * There was no answer in the time that was waited, or it was given up before:
	 * Erlang's {@code timeout}.
	 *
	 * @param <R> the type of the answer
	 */
	record TimedOut<R extends @Nullable Object>() implements CallOutcome<R> {

	}

}
