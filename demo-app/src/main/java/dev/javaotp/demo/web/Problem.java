package dev.javaotp.demo.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Why a request cannot be fulfilled, told to the client as a problem detail.
 */
final class Problem extends ErrorResponseException {

	private Problem(HttpStatus status, String detail) {
		super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
	}

	static Problem of(HttpStatus status, String detail) {
		return new Problem(status, detail);
	}

	/**
	 * Returns the problem of something that is being restarted: soon it will be there.
	 * @param detail what is missing
	 * @return the problem
	 */
	static Problem tryAgain(String detail) {
		Problem problem = new Problem(HttpStatus.SERVICE_UNAVAILABLE, detail + " Try again in a moment.");
		problem.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
		return problem;
	}

}
