package dev.javaotp.supervisor;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.javaotp.gen.CallException;
import dev.javaotp.gen.NoProcessException;
import dev.javaotp.gen.StartException;
import dev.javaotp.gen.StartResult;
import dev.javaotp.gen.task.StreamOptions;
import dev.javaotp.gen.task.Task;
import dev.javaotp.gen.task.TaskOutcome;
import dev.javaotp.gen.task.TaskResult;
import dev.javaotp.gen.task.TaskStart;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;

/**
 * A supervisor of tasks: they have a place in the tree, can be seen and counted there,
 * and end with it.
 *
 * <pre class="code">
 * TaskSupervisor tasks = TaskSupervisor.start(system, DynamicSupervisorSpec.of("tasks").withMaxChildren(100));
 * tasks.startChild(() -&gt; mail.send(letter));                      // nobody waits
 * Task&lt;Rate&gt; rate = tasks.asyncNolink(() -&gt; rates.fetch("EUR"));  // whoever started it survives its failure
 * </pre>
 *
 * It is a {@link DynamicSupervisor} that is given the specification of each child, so its
 * specification, restart intensity and limit are those of one, and it stands in a tree by
 * {@link ChildSpec#dynamicSupervisor(String, DynamicSupervisorSpec)}. Tasks are temporary
 * unless said otherwise: one that fails is reported and not started again.
 * <p>
 * May be used by any thread, process or not, as an {@link Executor} too. An object of
 * this class only addresses a supervisor; it may be made and thrown away at will. A task
 * that cannot be started is refused with a {@link RejectedExecutionException}, since
 * there are as many as there may be, or since the supervisor does not run: its cause is
 * the {@link CallException} then.
 * <p>
 * Not for servers. Mirrors Elixir's {@code Task.Supervisor}.
 */
public final class TaskSupervisor implements Executor {

	private final ProcessSystem system;

	private final Object target;

	private final DynamicSupervisor<ChildSpec> supervisor;

	private TaskSupervisor(ProcessSystem system, Object target, DynamicSupervisor<ChildSpec> supervisor) {
		this.system = Objects.requireNonNull(system, "system");
		this.target = target;
		this.supervisor = supervisor;
	}

	/**
	 * Starts a task supervisor that has no parent, the root of a tree.
	 * @param system where
	 * @param spec what it is called, how many tasks it may have, how often it restarts
	 * @return the supervisor
	 * @throws StartException if the name is taken
	 */
	public static TaskSupervisor start(ProcessSystem system, DynamicSupervisorSpec<ChildSpec> spec) {
		return of(DynamicSupervisorLoop.startRoot(system, spec).pid());
	}

	/**
	 * Starts a task supervisor as a child of a process, linked with it.
	 * @param parent the process that starts it
	 * @param spec what it is called, how many tasks it may have, how often it restarts
	 * @return how it went
	 */
	public static StartResult startLink(ProcessContext parent, DynamicSupervisorSpec<ChildSpec> spec) {
		return DynamicSupervisorLoop.startRoot(parent, () -> spec);
	}

	/**
	 * Addresses a task supervisor by its process.
	 * @param pid the process
	 * @return the supervisor
	 */
	public static TaskSupervisor of(Pid pid) {
		return new TaskSupervisor(pid.system(), pid, DynamicSupervisor.of(pid));
	}

	/**
	 * Addresses a task supervisor by its registered name, whoever has it at the time.
	 * @param system where
	 * @param name the name
	 * @return the supervisor
	 */
	public static TaskSupervisor named(ProcessSystem system, String name) {
		return new TaskSupervisor(system, name, DynamicSupervisor.named(system, name));
	}

	/**
	 * Addresses a task supervisor that is found anew for each request.
	 * @param system where
	 * @param target what to call it in messages, a path say
	 * @param lookUp finds it, or returns {@code null} if there is none now
	 * @return the supervisor
	 */
	public static TaskSupervisor of(ProcessSystem system, Object target, Supplier<@Nullable Pid> lookUp) {
		return new TaskSupervisor(system, target, DynamicSupervisor.of(system, target, lookUp));
	}

	// --- tasks that nobody waits for

	/**
	 * Starts a task that nobody waits for and that is not started again: Elixir's
	 * {@code start_child}.
	 * @param function what it does
	 * @return its process
	 * @throws RejectedExecutionException if it cannot be started
	 */
	public Pid startChild(Runnable function) {
		return startChild(function, Restart.TEMPORARY);
	}

	/**
	 * Starts a task that nobody waits for.
	 * @param function what it does, anew for each restart
	 * @param restart when it is started again
	 * @return its process, the first one
	 * @throws RejectedExecutionException if it cannot be started
	 */
	public Pid startChild(Runnable function, Restart restart) {
		return start(TaskStart.detached(function), restart);
	}

	/**
	 * Starts a task that nobody waits for, as {@link #startChild(Runnable)} does. What it
	 * throws is reported as the crash of a task.
	 * @param function what it does
	 * @throws RejectedExecutionException if it cannot be started
	 */
	@Override
	public void execute(Runnable function) {
		startChild(function);
	}

	// --- tasks that somebody waits for

	/**
	 * Starts a task that is linked with the calling process, which will wait for it: when
	 * it fails, the process does, unless it traps exits.
	 * @param <T> the type of the result
	 * @param self the calling process
	 * @param function what it does
	 * @return the task
	 * @throws RejectedExecutionException if it cannot be started
	 */
	public <T extends @Nullable Object> Task<T> async(ProcessContext self, Callable<? extends T> function) {
		TaskStart<T> start = TaskStart.linked(self, function);
		start(start, Restart.TEMPORARY);
		return start.task();
	}

	/**
	 * Starts a task whose failure leaves the caller alone: waiting for it throws. The
	 * caller may be a plain thread; then any such thread may wait for it, one at a time.
	 * @param <T> the type of the result
	 * @param function what it does
	 * @return the task
	 * @throws RejectedExecutionException if it cannot be started
	 */
	public <T extends @Nullable Object> Task<T> asyncNolink(Callable<? extends T> function) {
		TaskStart<T> start = TaskStart.unlinked(function);
		start(start, Restart.TEMPORARY);
		return start.task();
	}

	/**
	 * Starts a task whose failure leaves the calling process alone, and has what comes of
	 * it sent there: for servers, which must not wait.
	 * @param <T> the type of the result
	 * @param self the calling process
	 * @param function what it does
	 * @param message makes the message; called by whichever thread ends the task, so it
	 * must be quick and must not throw
	 * @return the task
	 * @throws RejectedExecutionException if it cannot be started
	 */
	public <T extends @Nullable Object> Task<T> asyncNolink(ProcessContext self, Callable<? extends T> function,
			Function<? super TaskOutcome<T>, ?> message) {
		TaskStart<T> start = TaskStart.unlinked(self, function, message);
		start(start, Restart.TEMPORARY);
		return start.task();
	}

	/**
	 * Runs a function for each input, some at a time, in tasks that are linked with the
	 * calling process.
	 * @param <A> the type of the inputs
	 * @param <R> the type of the results
	 * @param self the calling process
	 * @param inputs the inputs, taken one by one as tasks are started
	 * @param function what each task does
	 * @param options how many at a time, in which order, and for how long
	 * @return the results
	 * @see Task#asyncStream(ProcessContext, Iterable, Function, StreamOptions)
	 */
	public <A extends @Nullable Object, R extends @Nullable Object> Stream<TaskResult<A, R>> asyncStream(
			ProcessContext self, Iterable<? extends A> inputs, Function<? super A, ? extends R> function,
			StreamOptions options) {
		return TaskStart.stream(this.system, self, inputs, function, options,
				(start) -> start(start, Restart.TEMPORARY));
	}

	/**
	 * Runs a function for each input, some at a time, in tasks whose failures are results
	 * like any other. The caller, process or plain thread, uses the stream itself.
	 * @param <A> the type of the inputs
	 * @param <R> the type of the results
	 * @param inputs the inputs, taken one by one as tasks are started
	 * @param function what each task does
	 * @param options how many at a time, in which order, and for how long
	 * @return the results
	 * @see Task#asyncStream(ProcessContext, Iterable, Function, StreamOptions)
	 */
	public <A extends @Nullable Object, R extends @Nullable Object> Stream<TaskResult<A, R>> asyncStreamNolink(
			Iterable<? extends A> inputs, Function<? super A, ? extends R> function, StreamOptions options) {
		return TaskStart.stream(this.system, null, inputs, function, options,
				(start) -> start(start, Restart.TEMPORARY));
	}

	private Pid start(TaskStart<?> task, Restart restart) {
		ChildSpec child = ChildSpec
			.worker("task", ChildStart.calling((supervisor) -> new StartResult.Started(task.start(supervisor))))
			.withRestart(restart);
		try {
			return switch (this.supervisor.startChild(child)) {
				case StartDynamicChildResult.Started started -> started.pid();
				case StartDynamicChildResult.MaxChildren full -> throw new RejectedExecutionException(
						"task supervisor " + this.target + " has as many tasks as it may have, " + full.maxChildren()
								+ ": no other was started; try later, or let it have more");
				case StartDynamicChildResult.Ignored ignored -> throw notStarted("it was ignored");
				case StartDynamicChildResult.Failed failed -> throw notStarted(failed.reason());
			};
		}
		catch (NoProcessException ex) {
			throw new RejectedExecutionException(
					"there is no task supervisor " + this.target + " at the moment: no task was started", ex);
		}
	}

	private RejectedExecutionException notStarted(Object reason) {
		return new RejectedExecutionException("task supervisor " + this.target + " could not start a task: " + reason);
	}

	// --- looking

	/**
	 * The tasks that run.
	 * @return their processes, oldest first
	 */
	public List<Pid> children() {
		return this.supervisor.whichChildren().stream().map(ChildInfo::pid).filter(Objects::nonNull).toList();
	}

	/**
	 * Ends a task.
	 * @param task its process
	 * @return how it went
	 */
	public TerminateChildResult terminateChild(Pid task) {
		return this.supervisor.terminateChild(task);
	}

	/**
	 * Ends all tasks, then the supervisor, and waits until it has ended.
	 * @param limit how long to wait
	 * @throws dev.javaotp.gen.CallTimeoutException if it has not ended in time
	 */
	public void stop(Duration limit) {
		this.supervisor.stop(limit);
	}

	/**
	 * The process that is addressed now.
	 * @return the process, empty if there is none; it may have ended meanwhile
	 */
	public Optional<Pid> pid() {
		return this.supervisor.pid();
	}

	@Override
	public String toString() {
		return "TaskSupervisor[" + this.target + "]";
	}

}
