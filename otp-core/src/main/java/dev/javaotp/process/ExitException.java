package dev.javaotp.process;

import java.util.Objects;

/**
 * Ends the process that throws it with a reason: Erlang's {@code exit(Reason)}. Thrown by
 * {@link ProcessContext#exit(ExitReason)}, and by calls that fail.
 * <p>
 * Outside a process it is an ordinary unchecked exception. It may be caught, as in
 * Erlang.
 */
public class ExitException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient ExitReason reason;

	/**
	 * Creates an exit without a stack trace, which a wanted end does not need.
	 * @param reason the reason
	 */
	public ExitException(ExitReason reason) {
		super(reason.toString(), reason.cause(), /* enableSuppression= */ false,
				/* writableStackTrace= */ false);
		this.reason = Objects.requireNonNull(reason, "reason");
	}

	/**
	 * Creates an exit that says more and has a stack trace.
	 * @param message what went wrong, for people
	 * @param reason the reason
	 */
	protected ExitException(String message, ExitReason reason) {
		super(message, reason.cause());
		this.reason = Objects.requireNonNull(reason, "reason");
	}

	/**
	 * The reason the process ends with.
	 * @return the reason
	 */
	public ExitReason reason() {
		return this.reason;
	}

}
