package dev.javaotp.gen.event;

import java.util.Objects;

/**
 * What {@code handleEvent} and {@code handleInfo} of a handler return.
 *
 * @param <S> the type of the handler's state
 */
public sealed interface EventResult<S> {

	/**
	 * Goes on: Erlang's {@code {ok, State}}, and {@code {ok, State, hibernate}}, since
	 * there is nothing to put away here.
	 * @param <S> the type of the handler's state
	 * @param state the new state
	 * @return the result
	 */
	static <S> EventResult<S> ok(S state) {
		return new Ok<>(state);
	}

	/**
	 * Removes the handler: Erlang's {@code remove_handler}.
	 * @param <S> the type of the handler's state
	 * @return the result
	 */
	static <S> EventResult<S> remove() {
		return new Remove<>();
	}

	/**
	 * Puts another handler into the place of this one: Erlang's {@code {swap_handler,
	 * Args1, State, Handler2, Args2}}. It gets what comes after this event.
	 * @param <S> the type of the handler's state
	 * @param state the last state
	 * @param swap who takes over
	 * @return the result
	 */
	static <S> EventResult<S> swap(S state, Swap<?> swap) {
		return new SwapHandler<>(state, swap);
	}

	/**
	 * A new state.
	 *
	 * @param <S> the type of the handler's state
	 * @param state the new state
	 */
	record Ok<S>(S state) implements EventResult<S> {

		public Ok {
			Objects.requireNonNull(state, "state");
		}

	}

	/**
	 * The end.
	 *
	 * @param <S> the type of the handler's state
	 */
	record Remove<S>() implements EventResult<S> {

	}

	/**
	 * The end, with a successor.
	 *
	 * @param <S> the type of the handler's state
	 * @param state the last state
	 * @param swap who takes over
	 */
	record SwapHandler<S>(S state, Swap<?> swap) implements EventResult<S> {

		public SwapHandler {
			Objects.requireNonNull(state, "state");
			Objects.requireNonNull(swap, "swap");
		}

	}

}
