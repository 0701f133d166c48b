package dev.javaotp.gen;

import java.util.Objects;

import dev.javaotp.process.ExitReason;

/**
 * What {@code handleCast}, {@code handleInfo} and {@code handleContinue} return, and
 * {@code handleCall} when it does not answer at once.
 *
 * @param <S> the type of the server's state
 */
public sealed interface CastResult<S> extends CallResult<S> permits CastResult.NoReply, CastResult.Stop {

	/**
	 * Goes on: Erlang's {@code {noreply, State}}.
	 * @param <S> the type of the server's state
	 * @param state the new state
	 * @return the result
	 */
	static <S> CastResult<S> noReply(S state) {
		return new NoReply<>(state, Next.message());
	}

	/**
	 * Goes on and says what comes next: Erlang's {@code {noreply, State, Timeout |
	 * hibernate | {continue, Term}}}.
	 * @param <S> the type of the server's state
	 * @param state the new state
	 * @param next what comes next
	 * @return the result
	 */
	static <S> CastResult<S> noReply(S state, Next next) {
		return new NoReply<>(state, next);
	}

	/**
	 * Ends the server: Erlang's {@code {stop, Reason, State}}. {@code terminate} runs
	 * first. A caller that waits for an answer ends with the reason.
	 * @param <S> the type of the server's state
	 * @param reason why it ends
	 * @param state the last state
	 * @return the result
	 */
	static <S> CastResult<S> stop(ExitReason reason, S state) {
		return new Stop<>(reason, state);
	}

	/**
	 * A new state.
	 *
	 * @param <S> the type of the server's state
	 * @param state the new state
	 * @param next what comes next
	 */
	record NoReply<S>(S state, Next next) implements CastResult<S> {

		public NoReply {
			Objects.requireNonNull(state, "state");
			Objects.requireNonNull(next, "next");
		}

	}

	/**
	 * The end.
	 *
	 * @param <S> the type of the server's state
	 * @param reason why the server ends
	 * @param state the last state
	 */
	record Stop<S>(ExitReason reason, S state) implements CastResult<S> {

		public Stop {
			Objects.requireNonNull(state, "state");
			Objects.requireNonNull(reason, "reason");
		}

	}

}
