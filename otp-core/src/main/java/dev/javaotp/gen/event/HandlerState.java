package dev.javaotp.gen.event;

import java.util.Objects;

/**
 * The state of one handler, for {@link dev.javaotp.gen.Sys}: Erlang's {@code {Module, Id,
 * State}}. {@code Sys.getState} of an event manager returns a list of these, newest
 * handler first; {@code Sys.replaceStates} changes them one by one.
 *
 * @param handler what the handler is called
 * @param state its state
 */
public record HandlerState(HandlerId<?> handler, Object state) {

	public HandlerState {
		Objects.requireNonNull(handler, "handler");
		Objects.requireNonNull(state, "state");
	}

	/**
	 * Returns this with another state.
	 * @param state the state
	 * @return the refined state
	 */
	public HandlerState withState(Object state) {
		return new HandlerState(this.handler, state);
	}

}
