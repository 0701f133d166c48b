package dev.javaotp.gen;

import dev.javaotp.process.ExitReason.FailedCall;

/**
 * There was nobody to call: the process has ended, or nobody has the name.
 */
public final class NoProcessException extends CallException {

	private static final long serialVersionUID = 1L;

	NoProcessException(String message, FailedCall failure) {
		super(message, failure);
	}

}
