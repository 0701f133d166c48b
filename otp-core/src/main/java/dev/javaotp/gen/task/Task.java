package dev.javaotp.gen.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.PendingReply;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;
import org.jspecify.annotations.Nullable;

/**
 * A function that runs in a process of its own, and its result.
 *
 * <pre class="code">
 * Task&lt;Rate&gt; rate = Task.async(self, () -&gt; rates.fetch("EUR"));
 * Task&lt;Limit&gt; limit = Task.async(self, () -&gt; limits.of(customer));
 * return decide(rate.await(), limit.await());
 * </pre>
 *
 * Whoever started a task is its owner, and nobody else may wait for it. A task that was
 * started with {@link #async(ProcessContext, Callable)} is linked with its owner: when it
 * fails the owner ends with the same reason, unless it traps exits, and when the owner
 * ends, the task does. Where the owner is to survive, or is no process, start the task
 * under a {@code TaskSupervisor}, which also ends it when the application stops.
 * <p>
 * A function may block and compute as it likes, and is interrupted when its process is
 * ended. In it {@link ProcessContext#current()} is the process of the task. What it
 * throws is reported and ends the task.
 * <p>
 * A server must not wait: it has the result sent, with
 * {@link #async(ProcessContext, Callable, Function)}. All times are those of the process
 * system.
 * <p>
 * Not for code that serves others or goes on for ever: that is a
 * {@link dev.javaotp.gen.GenServer} or a plain process. Mirrors Elixir's {@code Task}.
 *
 * @param <T> the type of the result
 */
public sealed class Task<T extends @Nullable Object> extends PendingReply permits DeliveredTask, StreamTask {

	/** How long to wait unless said otherwise: five seconds. */
	public static final Duration DEFAULT_TIMEOUT = ServerRef.DEFAULT_TIMEOUT;

	/** To wait without limit: Elixir's {@code :infinity}. */
	public static final Duration FOREVER = ServerRef.FOREVER;

	/** Stands for a result that is {@code null}. */
	private static final Object NOTHING = new Object();

	// null if no process started it
	private final @Nullable Pid owner;

	// written before the owner gets hold of this
	private @Nullable Pid pid;

	// where to say that it is done, for those who wait for several
	private volatile @Nullable Arrivals arrivals;

	// guarded by this: without an owner several threads may try
	private boolean awaited;

	Task(@Nullable Pid owner) {
		this.owner = owner;
	}

	// --- starting

	/**
	 * Starts a task that is linked with this process, which will wait for it.
	 * @param <T> the type of the result
	 * @param self the calling process
	 * @param function what it does
	 * @return the task
	 */
	public static <T extends @Nullable Object> Task<T> async(ProcessContext self, Callable<? extends T> function) {
		return start(self, new Task<T>(self.self()), function);
	}

	/**
	 * Starts a task that is linked with this process, and has what comes of it sent to
	 * this process, as a message of its own making: for servers, which must not wait.
	 *
	 * <pre class="code">
	 * record RateKnown(TaskOutcome&lt;Rate&gt; outcome) implements Message&lt;Teller&gt; {}
	 *
	 * Task.async(this.self, () -&gt; rates.fetch("EUR"), RateKnown::new);
	 * </pre>
	 *
	 * The message comes once, unless the task is shut down before; a failure comes only
	 * to a process that traps exits, since any other has ended with the task.
	 * @param <T> the type of the result
	 * @param self the calling process
	 * @param function what it does
	 * @param message makes the message; called by whichever thread ends the task, so it
	 * must be quick and must not throw
	 * @return the task
	 */
	public static <T extends @Nullable Object> Task<T> async(ProcessContext self, Callable<? extends T> function,
			Function<? super TaskOutcome<T>, ?> message) {
		return start(self, new DeliveredTask<T>(self.self(), message), function);
	}

	private static <T extends @Nullable Object> Task<T> start(ProcessContext self, Task<T> task,
			Callable<? extends T> function) {
		new TaskStart<>(function, function.getClass(), task, self.self()).start(self);
		return task;
	}

	/**
	 * Runs a function in a process that is linked with this one, and forgets it. Elixir's
	 * {@code Task.start_link}.
	 * @param self the calling process
	 * @param function what it does
	 * @return the process
	 */
	public static Pid startLink(ProcessContext self, Runnable function) {
		return TaskStart.detached(function).start(self);
	}

	/**
	 * Runs a function in a process that is linked with nobody, and forgets it. Better
	 * under a {@code TaskSupervisor}, which ends it when the application stops. Elixir's
	 * {@code Task.start}.
	 * @param system where
	 * @param function what it does
	 * @return the process
	 */
	public static Pid start(ProcessSystem system, Runnable function) {
		TaskProcess<?> process = TaskStart.detached(function).process(null);
		ProcessContext current = ProcessContext.current();
		return (current != null && current.system() == system) ? current.spawn(process, SpawnOptions.DEFAULTS)
				: system.spawn(process, SpawnOptions.DEFAULTS);
	}

	/**
	 * Runs a function for each input, some at a time, in tasks that are linked with this
	 * process; with the defaults of {@link StreamOptions}.
	 * @param <A> the type of the inputs
	 * @param <R> the type of the results
	 * @param self the calling process
	 * @param inputs the inputs, taken one by one as tasks are started
	 * @param function what each task does
	 * @return the results
	 * @see #asyncStream(ProcessContext, Iterable, Function, StreamOptions)
	 */
	public static <A extends @Nullable Object, R extends @Nullable Object> Stream<TaskResult<A, R>> asyncStream(
			ProcessContext self, Iterable<? extends A> inputs, Function<? super A, ? extends R> function) {
		return asyncStream(self, inputs, function, StreamOptions.DEFAULTS);
	}

	/**
	 * Runs a function for each input, some at a time, in tasks that are linked with this
	 * process. Nothing starts before a terminal operation asks for the first result; a
	 * stream that is given up early has to be closed, which ends the tasks that run.
	 * @param <A> the type of the inputs
	 * @param <R> the type of the results
	 * @param self the calling process
	 * @param inputs the inputs, taken one by one as tasks are started
	 * @param function what each task does
	 * @param options how many at a time, in which order, and for how long
	 * @return the results, to be used by this process only, and not in parallel
	 */
	public static <A extends @Nullable Object, R extends @Nullable Object> Stream<TaskResult<A, R>> asyncStream(
			ProcessContext self, Iterable<? extends A> inputs, Function<? super A, ? extends R> function,
			StreamOptions options) {
		return TaskStart.stream(self.system(), self, inputs, function, options, (start) -> start.start(self));
	}

	/**
	 * On whose behalf the current process runs, if it is a task: who started the task,
	 * who started that one if it is a task, too, and so on. A supervisor in between is
	 * left out. Elixir's {@code $callers}.
	 * @return the processes, nearest first; empty outside of a task, and in one that was
	 * started by a plain thread
	 */
	public static List<Pid> callers() {
		ProcessContext current = ProcessContext.current();
		return (current != null) ? TaskProcess.callersOf(current) : List.of();
	}

	// --- waiting

	/**
	 * Waits for the result, for five seconds at most.
	 * @return the result
	 * @throws TaskException see {@link #await(Duration)}
	 */
	public T await() {
		return await(DEFAULT_TIMEOUT);
	}

	/**
	 * Waits for the result. To be called by the owner; of a task that a plain thread
	 * started, by any thread that runs no process, one at a time.
	 * @param timeout how long at most; {@link #FOREVER} without limit
	 * @return the result
	 * @throws TaskTimeoutException if it did not come in time; a process that does not
	 * catch this ends with it. The task runs on and may be waited for again
	 * @throws TaskException if the task failed, or if the waiting thread, which is no
	 * process's, was interrupted
	 * @throws IllegalStateException if somebody else calls
	 */
	public T await(Duration timeout) {
		requireOwner("await");
		Object outcome = waitFor(timeout, "await");
		if (outcome == null) {
			throw new TaskTimeoutException("no result of task " + pid() + " within " + timeout.toMillis() + " ms",
					pid(), "await");
		}
		return switch (taskOutcome(outcome)) {
			case TaskOutcome.Done<T> done -> done.value();
			case TaskOutcome.Failed<T> failed -> throw failed(failed.reason(), "await");
		};
	}

	private TaskException failed(ExitReason reason, String request) {
		return new TaskException("task " + pid() + " failed: " + reason, reason, pid(), request);
	}

	/**
	 * Waits for some time, and may be called again. With zero this only looks.
	 * @param timeout how long
	 * @return what came of the task, empty if it still runs
	 * @throws IllegalStateException if somebody else than the owner calls
	 */
	public Optional<TaskOutcome<T>> yield(Duration timeout) {
		requireOwner("yield");
		return optional(waitFor(timeout, "yield"));
	}

	/**
	 * Ends the task: first with {@code shutdown}, and when it has not ended within five
	 * seconds with {@code kill}.
	 * @return see {@link #shutdown(Duration)}
	 */
	public Optional<TaskOutcome<T>> shutdown() {
		return shutdown(DEFAULT_TIMEOUT);
	}

	/**
	 * Ends the task: first with {@code shutdown}, and when it has not ended in time with
	 * {@code kill}. It is no longer linked with its owner then.
	 * @param limit how long it may take after the {@code shutdown}
	 * @return what came of it: its result if that came first, or why it ended; empty if
	 * it ended as it was told to
	 * @throws IllegalStateException if somebody else than the owner calls
	 */
	public Optional<TaskOutcome<T>> shutdown(Duration limit) {
		return end(ExitReason.SHUTDOWN, ExitReason.SHUTDOWN, limit);
	}

	/**
	 * Kills the task.
	 * @return its result if that came first, or why it ended; empty if it was killed
	 * @throws IllegalStateException if somebody else than the owner calls
	 */
	public Optional<TaskOutcome<T>> brutalKill() {
		return end(ExitReason.KILL, ExitReason.KILLED, FOREVER);
	}

	private Optional<TaskOutcome<T>> end(ExitReason signal, ExitReason expected, Duration limit) {
		requireOwner("shut down");
		end(signal);
		Object outcome = waitFor(limit, "shutdown");
		if (outcome == null) {
			end(ExitReason.KILL);
			outcome = waitFor(FOREVER, "shutdown");
		}
		return (outcome instanceof Ended ended && ended.reason().equals(expected)) ? Optional.empty()
				: optional(outcome);
	}

	/** Ends the process without ending the owner with it. */
	void end(ExitReason signal) {
		ProcessContext current = ProcessContext.current();
		if (current != null) {
			current.unlink(pid());
		}
		pid().system().exit(pid(), signal);
	}

	/**
	 * Waits for the results of several tasks, for a time that is for all of them
	 * together, and fails as soon as one of them does.
	 * @param <T> the type of the results
	 * @param tasks the tasks, all of this owner
	 * @param timeout how long at most
	 * @return the results, in the order of the tasks
	 * @throws TaskTimeoutException if not all results came in time
	 * @throws TaskException if one of the tasks failed
	 * @throws IllegalStateException if somebody else than the owner calls
	 */
	public static <T extends @Nullable Object> List<T> awaitMany(Collection<? extends Task<? extends T>> tasks,
			Duration timeout) {
		if (tasks.isEmpty()) {
			return List.of();
		}
		Arrivals arrivals = new Arrivals();
		Set<Task<?>> open = new HashSet<>();
		for (Task<?> task : tasks) {
			task.requireOwner("await");
			open.add(task);
			task.tell(arrivals);
		}
		Deadline deadline = deadline(tasks, timeout);
		while (!open.isEmpty()) {
			Task<?> done = next(arrivals, deadline, tasks);
			if (done == null) {
				throw new TaskTimeoutException(open.size() + " of " + tasks.size() + " tasks had no result within "
						+ timeout.toMillis() + " ms", tasks, "awaitMany");
			}
			open.remove(done);
			if (done.outcome() instanceof Ended ended) {
				throw done.failed(ended.reason(), "awaitMany");
			}
		}
		List<T> results = new ArrayList<>(tasks.size());
		for (Task<? extends T> task : tasks) {
			results.add(task.await(Duration.ZERO));
		}
		return results;
	}

	private static Deadline deadline(Collection<? extends Task<?>> tasks, Duration timeout) {
		return Deadline.in(timeout, tasks.iterator().next().pid().system());
	}

	private static @Nullable Task<?> next(Arrivals arrivals, Deadline deadline, Object target) {
		try {
			return arrivals.next(deadline);
		}
		catch (InterruptedException ex) {
			throw interrupted(target, "awaitMany");
		}
	}

	/**
	 * Waits for several tasks, for a time that is for all of them together.
	 * @param <T> the type of the results
	 * @param tasks the tasks, all of this owner
	 * @param timeout how long at most
	 * @return what came of each, in the order of the tasks; empty for those that still
	 * run
	 * @throws IllegalStateException if somebody else than the owner calls
	 */
	public static <T extends @Nullable Object> List<Optional<TaskOutcome<T>>> yieldMany(
			Collection<? extends Task<T>> tasks, Duration timeout) {
		if (tasks.isEmpty()) {
			return List.of();
		}
		Deadline deadline = deadline(tasks, timeout);
		List<Optional<TaskOutcome<T>>> outcomes = new ArrayList<>(tasks.size());
		for (Task<T> task : tasks) {
			outcomes.add(task.yield(deadline.left()));
		}
		return outcomes;
	}

	private void requireOwner(String what) {
		ProcessContext current = ProcessContext.current();
		Pid caller = (current != null) ? current.self() : null;
		if (caller != this.owner) {
			String expected = (this.owner != null) ? "process " + this.owner : "a thread that runs no process";
			throw new IllegalStateException("only who started task " + this + " can " + what + " it, " + expected
					+ ", but " + ((caller != null) ? "process " + caller : Thread.currentThread())
					+ " tried to; have the result sent there instead");
		}
	}

	/** Waits; returns the outcome as it is kept, or {@code null}. */
	private @Nullable Object waitFor(Duration timeout, String request) {
		if (!isDone()) {
			beginToWait();
			try {
				await(pid().system(), Deadline.nanos(timeout));
			}
			catch (InterruptedException ex) {
				throw interrupted(this, request);
			}
			finally {
				endToWait();
			}
		}
		return outcome();
	}

	private synchronized void beginToWait() {
		if (this.awaited) {
			throw new IllegalStateException(
					"another thread is waiting for task " + this + " already; only one at a time can");
		}
		this.awaited = true;
	}

	private synchronized void endToWait() {
		this.awaited = false;
	}

	static TaskException interrupted(Object target, String request) {
		Thread.currentThread().interrupt();
		return new TaskException("interrupted while waiting for " + target, ExitReason.of("interrupted"), target,
				request);
	}

	private Optional<TaskOutcome<T>> optional(@Nullable Object outcome) {
		return (outcome != null) ? Optional.of(taskOutcome(outcome)) : Optional.empty();
	}

	/** What came of this, when it is done. */
	final TaskOutcome<T> taskOutcome() {
		return taskOutcome(Objects.requireNonNull(outcome(), "the task is not done"));
	}

	@SuppressWarnings({ "unchecked", "NullAway" })
	private TaskOutcome<T> taskOutcome(Object outcome) {
		if (outcome instanceof Ended ended) {
			return new TaskOutcome.Failed<>(ended.reason());
		}
		return new TaskOutcome.Done<>((outcome != NOTHING) ? (T) outcome : null);
	}

	final @Nullable Pid owner() {
		return this.owner;
	}

	// --- by whoever starts the process

	final void startedAs(Pid pid) {
		if (this.pid != null) {
			throw new IllegalStateException("task " + this + " has been started already");
		}
		this.pid = pid;
	}

	// --- by the process

	void returned(ProcessContext process, T value) {
		complete((value != null) ? value : NOTHING);
	}

	final void ended(ExitReason reason) {
		complete(new Ended(reason));
	}

	/** Has somebody told when this is done, at once if it is; perhaps twice. */
	private void tell(Arrivals arrivals) {
		this.arrivals = arrivals;
		if (isDone()) {
			arrivals.add(this);
		}
	}

	@Override
	protected void completed() {
		Arrivals arrivals = this.arrivals;
		if (arrivals != null) {
			arrivals.add(this);
		}
	}

	/**
	 * The process that runs the function.
	 * @return its pid
	 */
	public final Pid pid() {
		return Objects.requireNonNull(this.pid, "the task has not been started");
	}

	@Override
	public final String toString() {
		return String.valueOf(this.pid);
	}

}
