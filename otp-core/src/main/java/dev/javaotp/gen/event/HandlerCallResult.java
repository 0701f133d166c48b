package dev.javaotp.gen.event;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What {@code handleCall} of a handler returns: made by the request itself, so that the
 * type of the answer is checked, see {@link HandlerRequest}.
 *
 * @param <S> the type of the handler's state
 */
public sealed interface HandlerCallResult<S> {

	/**
	 * The answer.
	 * @return the answer
	 */
	@Nullable Object value();

	/**
	 * What becomes of the handler.
	 * @return what it would have returned for an event
	 */
	EventResult<S> result();

	/**
	 * An answer and a new state: Erlang's {@code {ok, Reply, State}}.
	 *
	 * @param <S> the type of the handler's state
	 * @param value the answer
	 * @param state the new state
	 */
	record Reply<S>(@Nullable Object value, S state) implements HandlerCallResult<S> {

		public Reply {
			Objects.requireNonNull(state, "state");
		}

		@Override
		public EventResult<S> result() {
			return EventResult.ok(this.state);
		}

	}

	/**
	 * An answer and the end: Erlang's {@code {remove_handler, Reply}}.
	 *
	 * @param <S> the type of the handler's state
	 * @param value the answer
	 */
	record ReplyAndRemove<S>(@Nullable Object value) implements HandlerCallResult<S> {

		@Override
		public EventResult<S> result() {
			return EventResult.remove();
		}

	}

	/**
	 * An answer and a successor: Erlang's {@code {swap_handler, Reply, Args1, State,
	 * Handler2, Args2}}.
	 *
	 * @param <S> the type of the handler's state
	 * @param value the answer
	 * @param state the last state
	 * @param swap who takes over
	 */
	record ReplyAndSwap<S>(@Nullable Object value, S state, Swap<?> swap) implements HandlerCallResult<S> {

		public ReplyAndSwap {
			Objects.requireNonNull(state, "state");
			Objects.requireNonNull(swap, "swap");
		}

		@Override
		public EventResult<S> result() {
			return EventResult.swap(this.state, this.swap);
		}

	}

}
