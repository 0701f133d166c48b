package dev.javaotp.gen.task;

import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import org.jspecify.annotations.Nullable;

/**
 * One task of a stream.
 *
 * @param <A> the type of the input
 * @param <R> the type of the result
 */
final class StreamTask<A extends @Nullable Object, R extends @Nullable Object> extends Task<R> {

	private final A input;

	private final Deadline deadline;

	private final Arrivals arrivals;

	// written before the arrival is seen
	private long doneAt;

	// null as long as the stream counts it among those that run
	private @Nullable TaskOutcome<R> result;

	StreamTask(@Nullable Pid owner, A input, Deadline deadline, Arrivals arrivals) {
		super(owner);
		this.input = input;
		this.deadline = deadline;
		this.arrivals = arrivals;
	}

	@Override
	void returned(ProcessContext process, R value) {
		Pid owner = owner();
		if (owner != null) {
			// who traps exits is not to hear of the normal end of each task
			process.unlink(owner);
		}
		super.returned(process, value);
	}

	@Override
	protected void completed() {
		this.doneAt = this.deadline.system().time().nanoTime();
		this.arrivals.add(this);
	}

	// --- by the stream

	Deadline deadline() {
		return this.deadline;
	}

	boolean cameTooLate() {
		return this.deadline.isBefore(this.doneAt);
	}

	void setResult(TaskOutcome<R> result) {
		this.result = result;
	}

	boolean isRunning() {
		return this.result == null;
	}

	TaskResult<A, R> result() {
		TaskOutcome<R> result = this.result;
		if (result == null) {
			throw new IllegalStateException("task " + this + " has no result yet");
		}
		return new TaskResult<>(this.input, result);
	}

}
