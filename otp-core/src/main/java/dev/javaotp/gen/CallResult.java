package dev.javaotp.gen;

import java.util.Objects;

import dev.javaotp.process.ExitReason;
import org.jspecify.annotations.Nullable;

/**
 * What {@code handleCall} returns. A reply is made by the request itself, see
 * {@link Request#reply(Object, Object)}: then its type is checked. To reply later, or to
 * end without a reply, return a {@link CastResult}: each is a call result, too.
 *
 * @param <S> the type of the server's state
 */
public sealed interface CallResult<S> permits CallResult.Reply, CallResult.ReplyAndStop, CastResult {

	/**
	 * Answers with a value whose type nobody checks: for adapters that do not know the
	 * type of the request. Others use {@link Request#reply(Object, Object)}.
	 * @param <S> the type of the server's state
	 * @param value the answer
	 * @param state the new state
	 * @return the result
	 */
	static <S> CallResult<S> reply(@Nullable Object value, S state) {
		return new Reply<>(value, state, Next.message());
	}

	/**
	 * Answers with a value whose type nobody checks, and says what comes next.
	 * @param <S> the type of the server's state
	 * @param value the answer
	 * @param state the new state
	 * @param next what comes next
	 * @return the result
	 */
	static <S> CallResult<S> reply(@Nullable Object value, S state, Next next) {
		return new Reply<>(value, state, next);
	}

	/**
	 * Ends the server and answers, after {@code terminate} has run, with a value whose
	 * type nobody checks.
	 * @param <S> the type of the server's state
	 * @param value the answer
	 * @param reason why the server ends
	 * @param state the last state
	 * @return the result
	 */
	static <S> CallResult<S> replyAndStop(@Nullable Object value, ExitReason reason, S state) {
		return new ReplyAndStop<>(value, reason, state);
	}

	/**
	 * An answer: Erlang's {@code {reply, Value, State, Next}}.
	 *
	 * @param <S> the type of the server's state
	 * @param value the answer
	 * @param state the new state
	 * @param next what comes next
	 */
	record Reply<S>(@Nullable Object value, S state, Next next) implements CallResult<S> {

		public Reply {
			Objects.requireNonNull(state, "state");
			Objects.requireNonNull(next, "next");
		}

	}

	/**
	 * The end, with an answer: Erlang's {@code {stop, Reason, Value, State}}.
	 *
	 * @param <S> the type of the server's state
	 * @param value the answer
	 * @param reason why the server ends
	 * @param state the last state
	 */
	record ReplyAndStop<S>(@Nullable Object value, ExitReason reason, S state) implements CallResult<S> {

		public ReplyAndStop {
			Objects.requireNonNull(state, "state");
			Objects.requireNonNull(reason, "reason");
		}

	}

}
