package dev.javaotp.spring.actuate;

/**
 * Why an operation of the endpoint was refused: what was asked for and what would be
 * possible. Over HTTP it becomes a problem of RFC 9457.
 */
final class EndpointProblem extends RuntimeException {

	private static final int BAD_REQUEST = 400;

	private static final int NOT_FOUND = 404;

	private static final int CONFLICT = 409;

	private final int status;

	private final String title;

	private EndpointProblem(int status, String title, String detail) {
		super(detail, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
		this.status = status;
		this.title = title;
	}

	/** The request itself is wrong. */
	static EndpointProblem badRequest(String detail) {
		return new EndpointProblem(BAD_REQUEST, "Bad Request", detail);
	}

	/** There is nothing of that name. */
	static EndpointProblem notFound(String detail) {
		return new EndpointProblem(NOT_FOUND, "Not Found", detail);
	}

	/** What was asked for makes no sense as things are. */
	static EndpointProblem conflict(String detail) {
		return new EndpointProblem(CONFLICT, "Conflict", detail);
	}

	/** The HTTP status. */
	int status() {
		return this.status;
	}

	/** The problem as it is sent. */
	ProblemDescriptor describe() {
		return new ProblemDescriptor(this.title, this.status, String.valueOf(getMessage()));
	}

}
