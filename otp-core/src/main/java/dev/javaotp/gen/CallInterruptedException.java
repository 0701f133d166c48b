package dev.javaotp.gen;

import dev.javaotp.process.ExitReason.FailedCall;

/**
 * The thread that waited for the answer, which runs no process, was interrupted. Its
 * interrupt status is set again.
 */
public final class CallInterruptedException extends CallException {

	private static final long serialVersionUID = 1L;

	CallInterruptedException(String message, FailedCall failure) {
		super(message, failure);
	}

}
