package dev.javaotp.gen.task;

import org.jspecify.annotations.Nullable;

/**
 * One element of a stream of tasks: what a task was given, and what came of it.
 *
 * @param <A> the type of the input
 * @param <R> the type of the result
 * @param input what the task was given
 * @param outcome what came of it
 */
public record TaskResult<A extends @Nullable Object, R extends @Nullable Object>(A input, TaskOutcome<R> outcome) {

	/**
	 * What the task returned.
	 * @return the value
	 * @throws TaskException if it failed
	 */
	public R value() {
		return switch (this.outcome) {
			case TaskOutcome.Done<R> done -> done.value();
			case TaskOutcome.Failed<R> failed ->
				throw new TaskException("the task for " + this.input + " failed: " + failed.reason(), failed.reason(),
						"the task for " + this.input, "stream");
		};
	}

}
