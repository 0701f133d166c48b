package dev.javaotp.stress;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

import dev.javaotp.scheduler.Execution;
import dev.javaotp.scheduler.Kind;
import dev.javaotp.scheduler.ManualScheduler;
import dev.javaotp.scheduler.ManualTime;
import dev.javaotp.scheduler.Scheduler;
import dev.javaotp.scheduler.SchedulerFigures;
import dev.javaotp.scheduler.Slice;
import dev.javaotp.scheduler.Task;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler without threads: what becomes runnable waits until an actor of a race runs
 * it, on the actor's own thread.
 */
final class ActorScheduler implements Scheduler {

	// for its kinds and its time only
	private final ManualScheduler parts = new ManualScheduler(/* seed= */ 0);

	private final ConcurrentLinkedQueue<Task> runnable = new ConcurrentLinkedQueue<>();

	@Override
	public void schedule(Task task) {
		this.runnable.add(task);
	}

	/** Runs one task, if there is one; as a scheduler does, it clears the interrupt. */
	boolean runOne() {
		Task task = this.runnable.poll();
		if (task == null) {
			return false;
		}
		if (task.run(new Slice())) {
			schedule(task);
		}
		Thread.interrupted();
		return true;
	}

	/** Runs tasks until none is left. */
	void runAll() {
		while (runOne()) {
			// the next one
		}
	}

	/** How many tasks wait, a task that waits twice counted twice. */
	int waiting() {
		return this.runnable.size();
	}

	@Override
	public boolean await(BooleanSupplier done, long limitNanos) throws InterruptedException {
		while (!done.getAsBoolean()) {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			Thread.onSpinWait();
		}
		return true;
	}

	@Override
	public void unpark(@Nullable Thread thread) {
		// whoever waits looks all the time
	}

	@Override
	public ManualTime time() {
		return this.parts.time();
	}

	@Override
	public Kind kind(Class<?> type, Execution execution) {
		return this.parts.kind(type, execution);
	}

	@Override
	public SchedulerFigures figures() {
		return this.parts.figures();
	}

	@Override
	public void close() {
		this.runnable.clear();
	}

}
