package dev.javaotp.gen.statem;

import java.util.Objects;

/**
 * Which of a machine's time-outs is meant. Of each there is at most one: setting it anew
 * replaces it.
 */
public sealed interface TimeoutType {

	/** How long the machine may stay in a state; a change of state cancels it. */
	TimeoutType STATE = Unnamed.STATE;

	/** How long nothing may happen; any event cancels it. */
	TimeoutType EVENT = Unnamed.EVENT;

	/**
	 * Returns a time-out that runs until it is cancelled: Erlang's {@code {timeout,
	 * Name}}.
	 * @param name its name, a value
	 * @return the type
	 */
	static TimeoutType named(Object name) {
		return new Named(name);
	}

	/** The two of which every machine has one. */
	enum Unnamed implements TimeoutType {

		/** See {@link TimeoutType#STATE}. */
		STATE,

		/** See {@link TimeoutType#EVENT}. */
		EVENT

	}

	/**
	 * One of any number.
	 *
	 * @param name its name
	 */
	record Named(Object name) implements TimeoutType {

		public Named {
			Objects.requireNonNull(name, "name");
		}

	}

}
