package dev.javaotp.gen;

import dev.javaotp.process.ErlangError;

/**
 * An optional callback was needed that the class does not have: Erlang's {@code undef},
 * which is its {@link #reason()}.
 */
public final class UndefinedCallbackException extends ErlangError {

	private static final long serialVersionUID = 1L;

	private final String message;

	/**
	 * Creates an exception: for behaviours.
	 * @param kind the class that lacks the callback
	 * @param callback its name
	 */
	public UndefinedCallbackException(Class<?> kind, String callback) {
		super("undef");
		this.message = kind.getName() + " has no " + callback + ": override it";
	}

	@Override
	public String getMessage() {
		return this.message;
	}

}
