package dev.javaotp.conformance.scenario;

/**
 * A scenario is not what its format says. The message names the field, what was expected
 * there and what was found.
 */
public class InvalidScenarioException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message where, what was expected, what was found
	 */
	public InvalidScenarioException(String message) {
		super(message);
	}

}
