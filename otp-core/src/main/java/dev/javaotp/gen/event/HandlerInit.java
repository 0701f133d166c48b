package dev.javaotp.gen.event;

import java.util.Objects;

import dev.javaotp.process.ExitReason;

/**
 * What a handler's {@code init} returns.
 *
 * @param <S> the type of the handler's state
 */
public sealed interface HandlerInit<S> {

	/**
	 * The handler is ready: Erlang's {@code {ok, State}}.
	 * @param <S> the type of the handler's state
	 * @param state the first state
	 * @return the result
	 */
	static <S> HandlerInit<S> ok(S state) {
		return new Ok<>(state);
	}

	/**
	 * The handler is not added: Erlang's {@code {error, Reason}}.
	 * @param <S> the type of the handler's state
	 * @param reason why
	 * @return the result
	 */
	static <S> HandlerInit<S> error(ExitReason reason) {
		return new Error<>(reason);
	}

	/**
	 * A state.
	 *
	 * @param <S> the type of the handler's state
	 * @param state the first state
	 */
	record Ok<S>(S state) implements HandlerInit<S> {

		public Ok {
			Objects.requireNonNull(state, "state");
		}

	}

	/**
	 * No state.
	 *
	 * @param <S> the type of the handler's state
	 * @param reason why
	 */
	record Error<S>(ExitReason reason) implements HandlerInit<S> {

		public Error {
			Objects.requireNonNull(reason, "reason");
		}

	}

}
