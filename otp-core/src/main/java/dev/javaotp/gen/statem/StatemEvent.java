package dev.javaotp.gen.statem;

import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.SystemEvent;
import dev.javaotp.process.ExitReason;

/**
 * What a state machine does beside what every behaviour does, as
 * {@link dev.javaotp.gen.Sys} sees it. An event that the machine inserts, or that is a
 * time-out, is a {@link SystemEvent.In} of that {@link Event}; a reply a
 * {@link SystemEvent.Out}.
 */
public sealed interface StatemEvent extends SystemEvent {

	/**
	 * The machine has started: Erlang's {@code {enter, Module, State}}.
	 *
	 * @param module the class of the machine
	 * @param state its first state
	 */
	record Enter(Class<?> module, Object state) implements StatemEvent {

		@Override
		public String toString() {
			return "enter " + this.module.getName() + " in state " + this.state;
		}

	}

	/**
	 * An event was handled: Erlang's {@code {consume, Event, State, NextState}}.
	 *
	 * @param event the event
	 * @param state the state it came in
	 * @param next the state it led to
	 */
	record Consume(Event<? extends Request<?, ?>, ? extends Message<?>> event, Object state,
			Object next) implements StatemEvent {

		@Override
		public String toString() {
			return "consume " + this.event + " in state " + way(this.state, this.next);
		}

	}

	/**
	 * An event was put off: Erlang's {@code {postpone, Event, State, NextState}}.
	 *
	 * @param event the event
	 * @param state the state it came in
	 * @param next the state it led to
	 */
	record Postpone(Event<? extends Request<?, ?>, ? extends Message<?>> event, Object state,
			Object next) implements StatemEvent {

		@Override
		public String toString() {
			return "postpone " + this.event + " in state " + way(this.state, this.next);
		}

	}

	/**
	 * A time-out was set: Erlang's {@code {start_timer, Timeout, State}}.
	 *
	 * @param timeout the action that set it
	 * @param state the state
	 */
	record StartTimer(Action.OfTimeout timeout, Object state) implements StatemEvent {

		@Override
		public String toString() {
			return "start_timer " + this.timeout + " in state " + this.state;
		}

	}

	/**
	 * Another module has the turn: Erlang's {@code {module, Module, State}}.
	 *
	 * @param module its class
	 * @param state the state
	 */
	record Module(Class<?> module, Object state) implements StatemEvent {

		@Override
		public String toString() {
			return "module " + this.module.getName() + " in state " + this.state;
		}

	}

	/**
	 * The machine ends in good order: Erlang's {@code {terminate, Reason, State}}.
	 *
	 * @param reason why
	 * @param state its last state
	 */
	record Terminate(ExitReason reason, Object state) implements StatemEvent {

		@Override
		public String toString() {
			return "terminate " + this.reason + " in state " + this.state;
		}

	}

	private static String way(Object state, Object next) {
		return (state.equals(next)) ? state.toString() : state + " => " + next;
	}

}
