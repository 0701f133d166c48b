package dev.javaotp.supervisor;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request to start a child of a dynamic supervisor: the returns of
 * Elixir's {@code DynamicSupervisor.start_child}.
 */
public sealed interface StartDynamicChildResult {

	/**
	 * It runs: {@code {ok, Pid}} or {@code {ok, Pid, Info}}.
	 *
	 * @param pid its process
	 * @param info what its start function returned beside the process, if anything
	 */
	record Started(Pid pid, @Nullable Object info) implements StartDynamicChildResult {
	}

	/** Its start was ignored, and nothing is kept: {@code {ok, undefined}}. */
	record Ignored() implements StartDynamicChildResult {
	}

	/**
	 * There are as many children as there may be: {@code {error, max_children}}.
	 *
	 * @param maxChildren how many that is
	 */
	record MaxChildren(int maxChildren) implements StartDynamicChildResult {
	}

	/**
	 * It could not be started, and nothing is kept: {@code {error, Reason}}.
	 *
	 * @param reason why
	 */
	record Failed(ExitReason reason) implements StartDynamicChildResult {
	}

}
