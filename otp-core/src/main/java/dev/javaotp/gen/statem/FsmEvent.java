package dev.javaotp.gen.statem;

import java.util.Objects;

import dev.javaotp.gen.Message;

/**
 * What {@link GenFsm#stateEvent} gets: what Erlang gives to {@code StateName/2}.
 *
 * @param <M> the messages of the machine
 */
public sealed interface FsmEvent<M extends Message<?>> {

	/**
	 * A message that was sent to it, or that {@link GenFsm#sendEventAfter} was set for.
	 *
	 * @param <M> the messages of the machine
	 * @param message the message
	 */
	record Sent<M extends Message<?>>(M message) implements FsmEvent<M> {

		public Sent {
			Objects.requireNonNull(message, "message");
		}

	}

	/**
	 * There was no message for as long as the last result said: Erlang's {@code timeout}.
	 *
	 * @param <M> the messages of the machine
	 */
	record Timeout<M extends Message<?>>() implements FsmEvent<M> {

	}

	/**
	 * A timer of {@link GenFsm#startTimer} has run: Erlang's {@code {timeout, Ref,
	 * Content}}.
	 *
	 * @param <M> the messages of the machine
	 * @param timer the timer
	 * @param content what it was set for
	 */
	record Timer<M extends Message<?>>(FsmTimer timer, Object content) implements FsmEvent<M> {

		public Timer {
			Objects.requireNonNull(timer, "timer");
			Objects.requireNonNull(content, "content");
		}

	}

}
