package dev.javaotp.gen.task;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.javaotp.process.Exit;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;

/**
 * The results of tasks that work through some inputs, a few at a time. It does something
 * only when it is asked for the next result.
 *
 * @param <A> the type of the inputs
 * @param <R> the type of the results
 */
final class TaskStream<A extends @Nullable Object, R extends @Nullable Object> implements Iterator<TaskResult<A, R>> {

	/*
	 * Running tasks all have the same limit, so the one that was started first is the
	 * first whose time is up. What is over but not delivered yet is no longer among them,
	 * and makes room for the next input: so one slow task does not hold up the work, only
	 * the results that come after it.
	 */

	private final ProcessSystem system;

	private final @Nullable ProcessContext linkedWith;

	private final Iterator<? extends A> inputs;

	private final Function<? super A, ? extends R> function;

	private final StreamOptions options;

	private final Consumer<TaskStart<R>> starter;

	private final Arrivals arrivals = new Arrivals();

	// in start order
	private final Set<StreamTask<A, R>> running = new LinkedHashSet<>();

	// not delivered: in start order if that is wanted, otherwise those that are over
	private final Deque<StreamTask<A, R>> undelivered = new ArrayDeque<>();

	private @Nullable TaskResult<A, R> ready;

	private boolean closed;

	TaskStream(ProcessSystem system, @Nullable ProcessContext linkedWith, Iterable<? extends A> inputs,
			Function<? super A, ? extends R> function, StreamOptions options, Consumer<TaskStart<R>> starter) {
		this.system = system;
		this.linkedWith = linkedWith;
		this.inputs = inputs.iterator();
		this.function = Objects.requireNonNull(function, "function");
		this.options = Objects.requireNonNull(options, "options");
		this.starter = starter;
	}

	@Override
	public boolean hasNext() {
		if (this.ready == null) {
			this.ready = advance();
		}
		return this.ready != null;
	}

	@Override
	public TaskResult<A, R> next() {
		if (!hasNext() || this.ready == null) {
			throw new NoSuchElementException("all tasks have been delivered");
		}
		TaskResult<A, R> next = this.ready;
		this.ready = null;
		return next;
	}

	private @Nullable TaskResult<A, R> advance() {
		while (!this.closed) {
			startMore();
			StreamTask<A, R> first = this.undelivered.peek();
			if (first != null && !first.isRunning()) {
				return this.undelivered.remove().result();
			}
			if (this.running.isEmpty()) {
				return null;
			}
			awaitOne();
		}
		return null;
	}

	private void startMore() {
		try {
			while (this.running.size() < this.options.maxConcurrency() && this.inputs.hasNext()) {
				start(this.inputs.next());
			}
		}
		catch (Throwable thrown) {
			close();
			throw thrown;
		}
	}

	private void start(A input) {
		ProcessContext owner = ProcessContext.current();
		StreamTask<A, R> task = new StreamTask<>((owner != null) ? owner.self() : null, input,
				Deadline.in(this.options.timeout(), this.system), this.arrivals);
		this.starter.accept(new TaskStart<>(() -> this.function.apply(input), this.function.getClass(), task,
				(this.linkedWith != null) ? this.linkedWith.self() : null));
		this.running.add(task);
		if (this.options.ordered()) {
			this.undelivered.add(task);
		}
	}

	private void awaitOne() {
		StreamTask<A, R> oldest = this.running.iterator().next();
		Task<?> arrived;
		try {
			arrived = this.arrivals.next(oldest.deadline());
		}
		catch (InterruptedException ex) {
			close();
			throw Task.interrupted("a stream of tasks", "stream");
		}
		if (arrived != null) {
			for (StreamTask<A, R> task : this.running) {
				if (task == arrived) {
					arrived(task);
					return;
				}
			}
		}
		else if (!oldest.isDone()) {
			timeIsUp(oldest);
		}
	}

	private void arrived(StreamTask<A, R> task) {
		if (task.cameTooLate()) {
			timeIsUp(task);
			return;
		}
		TaskOutcome<R> outcome = task.taskOutcome();
		if (this.linkedWith != null && outcome instanceof TaskOutcome.Failed) {
			// the result says it all
			this.linkedWith.receive((message) -> message instanceof Exit exit && exit.from() == task.pid(),
					Duration.ZERO);
		}
		over(task, outcome);
	}

	private void timeIsUp(StreamTask<A, R> task) {
		if (this.options.onTimeout() == StreamOptions.OnTimeout.EXIT) {
			close();
			throw new TaskTimeoutException("task " + task + " of a stream had no result within "
					+ this.options.timeout().toMillis() + " ms; the others were ended", task.pid(), "stream");
		}
		task.end(ExitReason.KILL);
		over(task, new TaskOutcome.Failed<>(ExitReason.TIMEOUT));
	}

	private void over(StreamTask<A, R> task, TaskOutcome<R> outcome) {
		this.running.remove(task);
		task.setResult(outcome);
		if (!this.options.ordered()) {
			this.undelivered.add(task);
		}
	}

	/** Ends the tasks that run. */
	void close() {
		this.closed = true;
		this.running.forEach((task) -> task.end(ExitReason.KILL));
		this.running.clear();
		this.undelivered.clear();
	}

}
