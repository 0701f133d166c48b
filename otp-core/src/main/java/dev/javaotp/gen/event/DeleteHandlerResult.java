package dev.javaotp.gen.event;

import dev.javaotp.process.ExitReason;
import org.jspecify.annotations.Nullable;

/**
 * How it went to delete a handler.
 */
public sealed interface DeleteHandlerResult {

	/**
	 * It is gone.
	 *
	 * @param value what its {@code terminate} returned
	 */
	record Deleted(@Nullable Object value) implements DeleteHandlerResult {

	}

	/**
	 * It is gone, but its {@code terminate} threw: Erlang's {@code {'EXIT', Reason}}.
	 *
	 * @param reason what it threw
	 */
	record Failed(ExitReason reason) implements DeleteHandlerResult {

	}

	/** It was not there: Erlang's {@code {error, module_not_found}}. */
	record NotFound() implements DeleteHandlerResult {

	}

}
