package dev.javaotp.gen.event;

import dev.javaotp.process.ExitException;
import dev.javaotp.process.ExitReason;

/**
 * A handler was not added, and whoever wanted it did not look at the result.
 *
 * @see AddHandlerResult#id()
 */
public final class HandlerException extends ExitException {

	private static final long serialVersionUID = 1L;

	HandlerException(ExitReason reason) {
		super("the handler was not added: " + reason, reason);
	}

}
