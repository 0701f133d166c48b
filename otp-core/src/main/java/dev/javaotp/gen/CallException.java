package dev.javaotp.gen;

import dev.javaotp.process.ExitException;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ExitReason.FailedCall;

/**
 * A call that failed: it says who was called, what was asked and why there is no answer.
 * A process that does not catch it ends with a {@link FailedCall}, as in Erlang; for a
 * plain thread it is an ordinary unchecked exception.
 */
public class CallException extends ExitException {

	private static final long serialVersionUID = 1L;

	private final transient FailedCall failure;

	CallException(String message, FailedCall failure) {
		super(message, failure);
		this.failure = failure;
	}

	/**
	 * Why there is no answer: the reason the server ended with, {@code noproc},
	 * {@code timeout}, {@code calling_self}.
	 * @return the reason, without the call around it
	 */
	public ExitReason callReason() {
		return this.failure.reason();
	}

	/**
	 * Who was called, as the caller named it.
	 * @return a pid or a name
	 */
	public Object target() {
		return this.failure.target();
	}

	/**
	 * What was asked.
	 * @return the request
	 */
	public Object request() {
		return this.failure.request();
	}

}
