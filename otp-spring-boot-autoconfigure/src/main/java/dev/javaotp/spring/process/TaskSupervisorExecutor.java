package dev.javaotp.spring.process;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.supervisor.TaskSupervisor;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;

/**
 * A task supervisor of the tree as Spring knows executors, so that {@code @Async("mail")}
 * methods are tasks of it.
 * <p>
 * A task that fails is reported as such, be there a future or not; of void {@code @Async}
 * methods Spring catches what they throw, and has its own handler for it.
 */
final class TaskSupervisorExecutor implements AsyncTaskExecutor {

	private final ProcessSystem system;

	private final TaskSupervisor tasks;

	TaskSupervisorExecutor(ProcessSystem system, TaskSupervisor tasks) {
		this.system = system;
		this.tasks = tasks;
	}

	@Override
	public void execute(Runnable task) {
		start(task);
	}

	private Pid start(Runnable task) {
		try {
			return this.tasks.startChild(task);
		}
		catch (RejectedExecutionException ex) {
			throw new TaskRejectedException(String.valueOf(ex.getMessage()), ex);
		}
	}

	@Override
	public Future<?> submit(Runnable task) {
		return submitCompletable(task);
	}

	@Override
	public <T extends @Nullable Object> Future<T> submit(Callable<T> task) {
		return submitCompletable(task);
	}

	@Override
	public CompletableFuture<Void> submitCompletable(Runnable task) {
		return submitCompletable(Executors.callable(task, null));
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> submitCompletable(Callable<T> task) {
		Result<T> result = new Result<>(task);
		Pid pid = start(result::run);
		result.process = pid;
		this.system.onDown(pid, result::ended);
		return result.future;
	}

	@Override
	public String toString() {
		return "TaskSupervisorExecutor[" + this.tasks + "]";
	}

	/**
	 * What comes of a task. Cancelling ends its process.
	 */
	private static final class Result<T extends @Nullable Object> {

		private final Callable<T> task;

		private final CompletableFuture<T> future = new CompletableFuture<>() {

			@Override
			public boolean cancel(boolean mayInterruptIfRunning) {
				boolean cancelled = super.cancel(mayInterruptIfRunning);
				Pid pid = Result.this.process;
				if (cancelled && mayInterruptIfRunning && pid != null) {
					pid.system().exit(pid, ExitReason.KILL);
				}
				return cancelled;
			}

		};

		// not known yet for a moment, in which nobody else has the future
		private volatile @Nullable Pid process;

		Result(Callable<T> task) {
			this.task = task;
		}

		void run() {
			try {
				this.future.complete(this.task.call());
			}
			catch (Throwable ex) {
				// what the thread of a killed task throws is no outcome of it
				if (Objects.requireNonNull(ProcessContext.current()).self().isAlive()) {
					this.future.completeExceptionally(ex);
				}
				throw TaskSupervisorExecutor.<RuntimeException>asIs(ex);
			}
		}

		/**
		 * Whoever waits must hear of a task that was ended by others; but what hangs on
		 * the future must not run on the thread that ends the process.
		 */
		void ended(ExitReason reason) {
			if (!this.future.isDone()) {
				Thread.startVirtualThread(() -> this.future.completeExceptionally(
						new CancellationException("the task was ended before it was through: " + reason)));
			}
		}

	}

	/** Checked exceptions of a callable crash the task like any other. */
	@SuppressWarnings("unchecked")
	private static <X extends Throwable> X asIs(Throwable thrown) throws X {
		throw (X) thrown;
	}

}
