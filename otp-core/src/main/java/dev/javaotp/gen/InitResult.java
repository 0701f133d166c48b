package dev.javaotp.gen;

import java.util.Objects;

import dev.javaotp.process.ExitReason;

/**
 * What {@code init} returns.
 *
 * @param <S> the type of the server's state
 */
public sealed interface InitResult<S> {

	/**
	 * The server is ready: Erlang's {@code {ok, State}}.
	 * @param <S> the type of the server's state
	 * @param state the first state
	 * @return the result
	 */
	static <S> InitResult<S> ok(S state) {
		return new Ok<>(state, Next.message());
	}

	/**
	 * The server is ready and does something first: Erlang's {@code {ok, State, Timeout |
	 * hibernate | {continue, Term}}}. With {@link Next#continueWith(Object)} what takes
	 * long is done after whoever started it goes on, but before any message.
	 * @param <S> the type of the server's state
	 * @param state the first state
	 * @param next what comes next
	 * @return the result
	 */
	static <S> InitResult<S> ok(S state, Next next) {
		return new Ok<>(state, next);
	}

	/**
	 * There is nothing to serve, which is no error: a supervisor keeps the child's
	 * specification and goes on. The process ends with {@code normal}.
	 * @param <S> the type of the server's state
	 * @return the result
	 */
	static <S> InitResult<S> ignore() {
		return new Ignore<>();
	}

	/**
	 * The server cannot start: Erlang's {@code {stop, Reason}}. The process ends with the
	 * reason, which is reported as any crash is.
	 * @param <S> the type of the server's state
	 * @param reason why
	 * @return the result
	 */
	static <S> InitResult<S> stop(ExitReason reason) {
		return new Stop<>(reason);
	}

	/**
	 * The server cannot start, and whoever started it will deal with it: Erlang's
	 * {@code {error, Reason}} (OTP 26). The start fails with the reason, the process ends
	 * with {@code normal}, and nothing is reported.
	 * @param <S> the type of the server's state
	 * @param reason why
	 * @return the result
	 */
	static <S> InitResult<S> error(ExitReason reason) {
		return new Error<>(reason);
	}

	/**
	 * Ready.
	 *
	 * @param <S> the type of the server's state
	 * @param state the first state
	 * @param next what comes next
	 */
	record Ok<S>(S state, Next next) implements InitResult<S> {

		public Ok {
			Objects.requireNonNull(state, "state");
			Objects.requireNonNull(next, "next");
		}

	}

	/**
	 * Nothing to serve.
	 *
	 * @param <S> the type of the server's state
	 */
	record Ignore<S>() implements InitResult<S> {

	}

	/**
	 * A crash.
	 *
	 * @param <S> the type of the server's state
	 * @param reason why
	 */
	record Stop<S>(ExitReason reason) implements InitResult<S> {

		public Stop {
			Objects.requireNonNull(reason, "reason");
		}

	}

	/**
	 * A start that failed in good order.
	 *
	 * @param <S> the type of the server's state
	 * @param reason why
	 */
	record Error<S>(ExitReason reason) implements InitResult<S> {

		public Error {
			Objects.requireNonNull(reason, "reason");
		}

	}

}
