package dev.javaotp.gen.task;

import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;
import org.jspecify.annotations.Nullable;

/**
 * A task that another process is to start, on behalf of the current one: what a
 * supervisor of tasks is given. For writing one of one's own; applications use
 * {@link Task} and {@code TaskSupervisor}.
 * <p>
 * Made by whoever wants the task, process or thread, and started by the process that is
 * to be its parent.
 *
 * @param <T> the type of the result
 */
public final class TaskStart<T extends @Nullable Object> {

	private static final Object DONE = new Object();

	private final Callable<? extends T> function;

	private final Class<?> kind;

	private final List<Pid> callers = TaskProcess.callersOfNext();

	private final @Nullable Task<T> task;

	private final @Nullable Pid linkedWith;

	TaskStart(Callable<? extends T> function, Class<?> kind, @Nullable Task<T> task, @Nullable Pid linkedWith) {
		this.function = Objects.requireNonNull(function, "function");
		this.kind = kind;
		this.task = task;
		this.linkedWith = linkedWith;
	}

	/**
	 * A task that nobody waits for. It may be started several times.
	 * @param function what it does
	 * @return the start
	 */
	public static TaskStart<?> detached(Runnable function) {
		return new TaskStart<>(() -> {
			function.run();
			return DONE;
		}, function.getClass(), null, null);
	}

	/**
	 * A task that the current process, or thread, waits for and is not linked with.
	 * @param <T> the type of the result
	 * @param function what it does
	 * @return the start
	 */
	public static <T extends @Nullable Object> TaskStart<T> unlinked(Callable<? extends T> function) {
		ProcessContext current = ProcessContext.current();
		return new TaskStart<>(function, function.getClass(), new Task<T>((current != null) ? current.self() : null),
				null);
	}

	/**
	 * A task that is not linked with a process, and whose outcome that process is sent.
	 * @param <T> the type of the result
	 * @param owner the calling process
	 * @param function what it does
	 * @param message makes the message
	 * @return the start
	 */
	public static <T extends @Nullable Object> TaskStart<T> unlinked(ProcessContext owner,
			Callable<? extends T> function, Function<? super TaskOutcome<T>, ?> message) {
		return new TaskStart<>(function, function.getClass(), new DeliveredTask<T>(owner.self(), message), null);
	}

	/**
	 * A task that a process waits for and is linked with. It links itself before it does
	 * anything else; when its owner has ended by then it ends with {@code {shutdown,
	 * noproc}}.
	 * @param <T> the type of the result
	 * @param owner the calling process
	 * @param function what it does
	 * @return the start
	 */
	public static <T extends @Nullable Object> TaskStart<T> linked(ProcessContext owner,
			Callable<? extends T> function) {
		return new TaskStart<>(function, function.getClass(), new Task<T>(owner.self()), owner.self());
	}

	/**
	 * A stream of tasks, see {@link Task#asyncStream}.
	 * @param <A> the type of the inputs
	 * @param <R> the type of the results
	 * @param system where the tasks run
	 * @param linkedWith the calling process, if the tasks are to be linked with it
	 * @param inputs the inputs
	 * @param function what each task does
	 * @param options how many at a time, in which order, and for how long
	 * @param starter has a task started, and throws if it cannot be
	 * @return the results
	 */
	public static <A extends @Nullable Object, R extends @Nullable Object> Stream<TaskResult<A, R>> stream(
			ProcessSystem system, @Nullable ProcessContext linkedWith, Iterable<? extends A> inputs,
			Function<? super A, ? extends R> function, StreamOptions options, Consumer<TaskStart<R>> starter) {
		TaskStream<A, R> results = new TaskStream<>(system, linkedWith, inputs, function, options, starter);
		return StreamSupport
			.stream(Spliterators.spliteratorUnknownSize(results, Spliterator.ORDERED | Spliterator.NONNULL),
					/* parallel= */ false)
			.onClose(results::close);
	}

	/**
	 * Starts the task, linked with its parent.
	 * @param parent the process that starts it
	 * @return the process
	 * @throws IllegalStateException if somebody waits for it and it has been started
	 * already
	 */
	public Pid start(ProcessContext parent) {
		Pid pid = parent.spawnLink(process(parent.self()), SpawnOptions.DEFAULTS);
		if (this.task != null) {
			this.task.startedAs(pid);
		}
		return pid;
	}

	TaskProcess<T> process(@Nullable Pid parent) {
		return new TaskProcess<>(this.function, this.kind, this.callers, this.task,
				(this.linkedWith != parent) ? this.linkedWith : null);
	}

	/**
	 * The task, once it has been started.
	 * @return what its owner waits with
	 * @throws IllegalStateException if nobody waits for it
	 */
	public Task<T> task() {
		if (this.task == null) {
			throw new IllegalStateException("nobody waits for a detached task");
		}
		return this.task;
	}

}
