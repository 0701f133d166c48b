package dev.javaotp.supervisor;

/**
 * What became of a request to stop a child: the returns of OTP's {@code terminate_child}.
 */
public enum TerminateChildResult {

	/**
	 * It is down, also if it was before: {@code ok}. Its specification is kept, unless it
	 * is temporary or the supervisor a dynamic one.
	 */
	TERMINATED,

	/** There is no such child: {@code {error, not_found}}. */
	NOT_FOUND,

	/**
	 * The supervisor is a dynamic one, whose children are known by their process only:
	 * {@code {error, simple_one_for_one}}.
	 */
	DYNAMIC

}
