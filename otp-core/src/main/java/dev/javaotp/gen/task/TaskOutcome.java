package dev.javaotp.gen.task;

import java.util.Objects;

import dev.javaotp.process.ExitReason;
import org.jspecify.annotations.Nullable;

/**
 * What came of a task.
 *
 * @param <T> the type of its result
 */
public sealed interface TaskOutcome<T extends @Nullable Object> {

	/**
	 * It returned: Elixir's {@code {:ok, Value}}.
	 *
	 * @param <T> the type of the result
	 * @param value what it returned
	 */
	record Done<T extends @Nullable Object>(T value) implements TaskOutcome<T> {
	}

	/**
	 * Its process ended before it returned: Elixir's {@code {:exit, Reason}}.
	 *
	 * @param <T> the type of the result
	 * @param reason why; {@code timeout} for a task of a stream whose time was up
	 */
	record Failed<T extends @Nullable Object>(ExitReason reason) implements TaskOutcome<T> {

		public Failed {
			Objects.requireNonNull(reason, "reason");
		}

	}

}
