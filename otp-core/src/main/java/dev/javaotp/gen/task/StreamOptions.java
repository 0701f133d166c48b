package dev.javaotp.gen.task;

import java.time.Duration;
import java.util.Objects;

/**
 * How a stream of tasks works through its inputs. Immutable; refined with the
 * {@code with} methods. Mirrors the options of Elixir's {@code Task.async_stream}.
 *
 * @param maxConcurrency how many tasks run at the same time, at least one
 * @param ordered whether results come in the order of the inputs, or as they are there.
 * An early result waits for those before it, and the next tasks run meanwhile
 * @param timeout how long each task may take; {@link Task#FOREVER} without limit
 * @param onTimeout what happens to a task whose time is up
 */
public record StreamOptions(int maxConcurrency, boolean ordered, Duration timeout, OnTimeout onTimeout) {

	/** As many as there are processors, in order, five seconds each, or exit. */
	public static final StreamOptions DEFAULTS = new StreamOptions(Runtime.getRuntime().availableProcessors(), true,
			Task.DEFAULT_TIMEOUT, OnTimeout.EXIT);

	/**
	 * What happens to a task that takes too long. Its time is looked at when the stream
	 * is asked for a result.
	 */
	public enum OnTimeout {

		/** All tasks are ended, and the stream throws a {@link TaskTimeoutException}. */
		EXIT,

		/** The task is killed, its result is a failure with {@code timeout}. */
		KILL_TASK

	}

	/** Checks the number of tasks. */
	public StreamOptions {
		Objects.requireNonNull(timeout, "timeout");
		Objects.requireNonNull(onTimeout, "onTimeout");
		if (maxConcurrency < 1) {
			throw new IllegalArgumentException(
					"The number of tasks that run at the same time is " + maxConcurrency + ": expected one or more");
		}
	}

	/**
	 * Returns these options with another number of tasks.
	 * @param maxConcurrency how many run at the same time
	 * @return the refined options
	 */
	public StreamOptions withMaxConcurrency(int maxConcurrency) {
		return new StreamOptions(maxConcurrency, this.ordered, this.timeout, this.onTimeout);
	}

	/**
	 * Returns these options for results that come as they are there.
	 * @return the refined options
	 */
	public StreamOptions unordered() {
		return new StreamOptions(this.maxConcurrency, false, this.timeout, this.onTimeout);
	}

	/**
	 * Returns these options with another limit.
	 * @param timeout how long each task may take
	 * @return the refined options
	 */
	public StreamOptions withTimeout(Duration timeout) {
		return new StreamOptions(this.maxConcurrency, this.ordered, timeout, this.onTimeout);
	}

	/**
	 * Returns these options with another answer to tasks that take too long.
	 * @param onTimeout what happens to them
	 * @return the refined options
	 */
	public StreamOptions withOnTimeout(OnTimeout onTimeout) {
		return new StreamOptions(this.maxConcurrency, this.ordered, this.timeout, onTimeout);
	}

}
