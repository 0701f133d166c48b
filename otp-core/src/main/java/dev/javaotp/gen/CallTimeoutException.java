package dev.javaotp.gen;

import dev.javaotp.process.ExitReason.FailedCall;

/**
 * The answer did not come in time. One that comes later is dropped; the server may well
 * do what was asked.
 */
public final class CallTimeoutException extends CallException {

	private static final long serialVersionUID = 1L;

	CallTimeoutException(String message, FailedCall failure) {
		super(message, failure);
	}

}
