package dev.javaotp.gen;

import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * What a behaviour does, as {@link Sys} and its {@link DebugFunction debug functions} see
 * it: messages that come, answers that go, a state that is kept. The records here are
 * those of every behaviour; a behaviour may add its own.
 * <p>
 * Holds the very messages and states: only look at them. Mirrors
 * {@code sys:system_event()}.
 *
 * @see BehaviourLoop#trace(SystemEvent)
 */
public interface SystemEvent {

	/**
	 * A message came: Erlang's {@code {in, Message}}. Requests of {@link Sys} and the end
	 * of the parent are not events.
	 *
	 * @param message the message; of a call the request
	 * @param from who called, if it is a call and a process that called
	 */
	record In(Object message, @Nullable Pid from) implements SystemEvent {

		@Override
		public String toString() {
			return "in " + this.message + ((this.from != null) ? " from " + this.from : "");
		}

	}

	/**
	 * An answer went out: Erlang's {@code {out, Reply, To, State}}. What a process sends
	 * by itself is not an event.
	 *
	 * @param message the answer
	 * @param to who gets it, {@code null} if it is a plain thread
	 * @param state the state after it
	 */
	record Out(@Nullable Object message, @Nullable Pid to, @Nullable Object state) implements SystemEvent {

		@Override
		public String toString() {
			return "out " + this.message + ((this.to != null) ? " to " + this.to : "") + ", state " + this.state;
		}

	}

	/**
	 * A message was handled without an answer: Erlang's {@code {noreply, State}}.
	 *
	 * @param state the state after it
	 */
	record NoReply(Object state) implements SystemEvent {

		@Override
		public String toString() {
			return "no reply, state " + this.state;
		}

	}

	/**
	 * The server goes on without a message: Erlang's {@code {continue, Argument}}.
	 *
	 * @param argument what {@code handleContinue} gets
	 */
	record Continue(Object argument) implements SystemEvent {

		@Override
		public String toString() {
			return "continue " + this.argument;
		}

	}

}
