package dev.javaotp.process;

/**
 * Erlang's {@code error(Reason)}: a crash whose reason is a term rather than a Java
 * exception. Uncaught, it ends the process with {@code {Reason, Stacktrace}}, a
 * {@link ExitReason.Crash}. Ordinary Java exceptions do the same; use this where the
 * reason must be compared or matched.
 */
public class ErlangError extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Object reason;

	/**
	 * Creates an error.
	 * @param reason its reason, a string or any other value
	 */
	public ErlangError(Object reason) {
		super(String.valueOf(reason));
		this.reason = reason;
	}

	/**
	 * The reason.
	 * @return the reason
	 */
	public Object reason() {
		return this.reason;
	}

}
