package dev.javaotp.gen.event;

import java.util.Objects;

import dev.javaotp.process.ExitReason;
import org.jspecify.annotations.Nullable;

/**
 * Why a handler is removed: what its {@code terminate} gets.
 */
public sealed interface HandlerEnd {

	/**
	 * Somebody deleted it: Erlang's {@code Args} of {@code delete_handler}.
	 *
	 * @param argument what it is told
	 */
	record Deleted(@Nullable Object argument) implements HandlerEnd {

	}

	/**
	 * Another handler takes its place: Erlang's {@code Args1} of {@code swap_handler}.
	 *
	 * @param argument what it is told
	 * @param next what the other one is called
	 */
	record Swapped(@Nullable Object argument, HandlerId<?> next) implements HandlerEnd {

		public Swapped {
			Objects.requireNonNull(next, "next");
		}

	}

	/** It said so itself: Erlang's {@code remove_handler}. */
	record Removed() implements HandlerEnd {

	}

	/**
	 * Its owner has ended: Erlang's {@code {stop, Reason}}.
	 *
	 * @param reason why
	 */
	record OwnerEnded(ExitReason reason) implements HandlerEnd {

		public OwnerEnded {
			Objects.requireNonNull(reason, "reason");
		}

	}

	/** The manager ends: Erlang's {@code stop}. */
	record ManagerStops() implements HandlerEnd {

	}

	/**
	 * It is broken, since one of its callbacks threw or returned nothing: Erlang's
	 * {@code {error, Reason}}.
	 *
	 * @param reason what was thrown
	 */
	record Failed(ExitReason reason) implements HandlerEnd {

		public Failed {
			Objects.requireNonNull(reason, "reason");
		}

	}

}
