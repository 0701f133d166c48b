package dev.javaotp.conformance;

/**
 * A command was called with arguments that it does not understand.
 */
final class WrongArgumentsException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	WrongArgumentsException(String message) {
		super(message);
	}

}
