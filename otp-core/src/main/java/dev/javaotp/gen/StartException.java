package dev.javaotp.gen;

import dev.javaotp.process.ExitException;
import dev.javaotp.process.ExitReason;

/**
 * A process that was needed did not start. A process that does not catch it ends with the
 * same reason.
 *
 * @see StartResult#pid()
 */
public class StartException extends ExitException {

	private static final long serialVersionUID = 1L;

	StartException(String message, ExitReason reason) {
		super(message, reason);
	}

}
