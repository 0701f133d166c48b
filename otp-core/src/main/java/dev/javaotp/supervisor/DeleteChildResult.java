package dev.javaotp.supervisor;

/**
 * What became of a request to forget a child that is down: the returns of OTP's
 * {@code delete_child}.
 */
public enum DeleteChildResult {

	/** Its specification is gone: {@code ok}. */
	DELETED,

	/** It is not down; terminate it first: {@code {error, running}}. */
	RUNNING,

	/**
	 * The supervisor is trying to restart it; terminate it first: {@code {error,
	 * restarting}}.
	 */
	RESTARTING,

	/** There is no such child: {@code {error, not_found}}. */
	NOT_FOUND,

	/**
	 * The supervisor is a dynamic one, whose children have no specification that would
	 * outlive them: {@code {error, simple_one_for_one}}.
	 */
	DYNAMIC

}
