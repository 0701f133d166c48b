package dev.javaotp.registry;

import dev.javaotp.process.Pid;

/**
 * What became of the wish to be registered under a key that only one process can have.
 */
public sealed interface RegisterResult {

	/** The process has the key. */
	record Registered() implements RegisterResult {
	}

	/**
	 * Somebody has the key, perhaps the same process: Elixir's {@code {:error,
	 * {:already_registered, Pid}}}.
	 *
	 * @param pid who has it
	 */
	record AlreadyRegistered(Pid pid) implements RegisterResult {
	}

}
