package dev.javaotp.supervisor;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request to start a child that is down: the returns of OTP's
 * {@code restart_child}. It does not count against the restart intensity.
 */
public sealed interface RestartChildResult {

	/**
	 * It runs again: {@code {ok, Pid}} or {@code {ok, Pid, Info}}.
	 *
	 * @param pid its process
	 * @param info what its start function returned beside the process, if anything
	 */
	record Started(Pid pid, @Nullable Object info) implements RestartChildResult {
	}

	/** Its start was ignored, it stays down: {@code {ok, undefined}}. */
	record Ignored() implements RestartChildResult {
	}

	/** It is not down: {@code {error, running}}. */
	record Running() implements RestartChildResult {
	}

	/** The supervisor is trying to restart it: {@code {error, restarting}}. */
	record Restarting() implements RestartChildResult {
	}

	/** There is no such child: {@code {error, not_found}}. */
	record NotFound() implements RestartChildResult {
	}

	/**
	 * It could not be started and stays down: {@code {error, Reason}}.
	 *
	 * @param reason why
	 */
	record Failed(ExitReason reason) implements RestartChildResult {
	}

	/**
	 * The supervisor is a dynamic one, whose children have no specification that would
	 * outlive them: {@code {error, simple_one_for_one}}.
	 */
	record Dynamic() implements RestartChildResult {
	}

}
