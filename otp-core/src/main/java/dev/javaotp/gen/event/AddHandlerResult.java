package dev.javaotp.gen.event;

import java.util.Objects;

import dev.javaotp.process.ExitReason;

/**
 * How it went to add a handler, or to put one into the place of another.
 */
public sealed interface AddHandlerResult {

	/**
	 * Returns what the handler is called.
	 * @return its id
	 * @throws HandlerException if it was not added, with the reason
	 */
	default HandlerId<?> id() {
		return switch (this) {
			case Added added -> added.handler();
			case Failed failed -> throw new HandlerException(failed.reason());
		};
	}

	/**
	 * It is there: Erlang's {@code ok}.
	 *
	 * @param handler what it is called
	 */
	record Added(HandlerId<?> handler) implements AddHandlerResult {

		public Added {
			Objects.requireNonNull(handler, "handler");
		}

	}

	/**
	 * It is not there, since its {@code init} returned an error or threw. The handler
	 * that it was to replace is gone all the same.
	 *
	 * @param reason why
	 */
	record Failed(ExitReason reason) implements AddHandlerResult {

		public Failed {
			Objects.requireNonNull(reason, "reason");
		}

	}

}
