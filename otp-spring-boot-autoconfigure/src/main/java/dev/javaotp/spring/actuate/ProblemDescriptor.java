package dev.javaotp.spring.actuate;

/**
 * Why an operation was refused, as RFC 9457 has it; its type is {@code about:blank} and
 * left out.
 *
 * @param title what the status means
 * @param status the HTTP status
 * @param detail what was expected, what was found, and what to do
 */
public record ProblemDescriptor(String title, int status, String detail) {

	/** Takes any detail: it may repeat what was asked for. */
	public ProblemDescriptor {
		detail = Words.whole(detail);
	}

}
