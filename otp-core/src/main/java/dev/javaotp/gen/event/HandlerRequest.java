package dev.javaotp.gen.event;

import org.jspecify.annotations.Nullable;

/**
 * A question to one handler of an event manager. It names the class of the handler and
 * the type of the answer, so that both are checked where it is asked, and, because a
 * request makes its own answer, where it is answered.
 * <p>
 * Immutable, as all messages.
 *
 * @param <H> the class of the handler
 * @param <R> the type of the answer
 * @see EventManagerRef#call(HandlerId, HandlerRequest)
 */
public interface HandlerRequest<H, R extends @Nullable Object> {

	/**
	 * Answers: Erlang's {@code {ok, Reply, State}}.
	 * @param <S> the type of the handler's state
	 * @param value the answer
	 * @param state the new state
	 * @return what {@code handleCall} returns
	 */
	default <S> HandlerCallResult<S> reply(R value, S state) {
		return new HandlerCallResult.Reply<>(value, state);
	}

	/**
	 * Answers and removes the handler: Erlang's {@code {remove_handler, Reply}}.
	 * @param <S> the type of the handler's state
	 * @param value the answer
	 * @return what {@code handleCall} returns
	 */
	default <S> HandlerCallResult<S> replyAndRemove(R value) {
		return new HandlerCallResult.ReplyAndRemove<>(value);
	}

	/**
	 * Answers and puts another handler into the place of this one: Erlang's
	 * {@code {swap_handler, Reply, Args1, State, Handler2, Args2}}.
	 * @param <S> the type of the handler's state
	 * @param value the answer
	 * @param state the last state
	 * @param swap who takes over
	 * @return what {@code handleCall} returns
	 */
	default <S> HandlerCallResult<S> replyAndSwap(R value, S state, Swap<?> swap) {
		return new HandlerCallResult.ReplyAndSwap<>(value, state, swap);
	}

}
