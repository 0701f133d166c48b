package dev.javaotp.registry;

import dev.javaotp.process.ErlangError;

/**
 * A name could not be given, taken back or found. Erlang's {@code badarg}, which is its
 * {@link #reason()}, with a text that says what was wrong.
 */
public final class RegistrationException extends ErlangError {

	private static final long serialVersionUID = 1L;

	private final String message;

	RegistrationException(String message) {
		super("badarg");
		this.message = message;
	}

	@Override
	public String getMessage() {
		return this.message;
	}

}
