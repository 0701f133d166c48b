package dev.javaotp.supervisor;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request to start a new child of a static supervisor: the returns of
 * OTP's {@code start_child}.
 */
public sealed interface StartChildResult {

	/**
	 * It runs: {@code {ok, Pid}} or {@code {ok, Pid, Info}}.
	 *
	 * @param pid its process
	 * @param info what its start function returned beside the process, if anything
	 */
	record Started(Pid pid, @Nullable Object info) implements StartChildResult {
	}

	/**
	 * Its start was ignored: {@code {ok, undefined}}. The specification is kept unless it
	 * is temporary.
	 */
	record Ignored() implements StartChildResult {
	}

	/**
	 * There is a child with this id, and it runs: {@code {error, {already_started,
	 * Pid}}}.
	 *
	 * @param pid its process
	 */
	record AlreadyStarted(Pid pid) implements StartChildResult {
	}

	/**
	 * There is a child with this id, which is down or about to be restarted:
	 * {@code {error, already_present}}. To start it use restart, to be rid of it delete.
	 */
	record AlreadyPresent() implements StartChildResult {
	}

	/**
	 * It could not be started, and its specification was not kept: {@code {error,
	 * {Reason, Child}}}.
	 *
	 * @param reason why
	 */
	record Failed(ExitReason reason) implements StartChildResult {
	}

	/**
	 * The specification does not fit the supervisor, and nothing was tried.
	 *
	 * @param reason what OTP calls it, {@code {bad_combination, ...}} say
	 * @param message what is wrong, for people
	 */
	record Invalid(ExitReason reason, String message) implements StartChildResult {
	}

	/**
	 * The supervisor is a dynamic one, which starts its children otherwise.
	 */
	record Dynamic() implements StartChildResult {
	}

}
