package dev.javaotp.stress;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

import dev.javaotp.scheduler.Execution;
import dev.javaotp.scheduler.Kind;
import dev.javaotp.scheduler.ManualScheduler;
import dev.javaotp.scheduler.ManualTime;
import dev.javaotp.scheduler.Scheduler;
import dev.javaotp.scheduler.SchedulerFigures;
import dev.javaotp.scheduler.Entered;
import dev.javaotp.scheduler.Task;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler without threads: what becomes runnable waits until an actor of a race runs
 * it, on the actor's own thread.
 */
final class ActorScheduler implements Scheduler {

	private static final long LOST_NANOS = 10_000_000_000L;

	// for its kinds and its time only
	private final ManualScheduler parts = new ManualScheduler(/* seed= */ 0);

	private final ConcurrentLinkedQueue<Task> runnable = new ConcurrentLinkedQueue<>();

	private volatile boolean woken;

	private volatile boolean wakeUpLost;

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
		if (Entered.run(task)) {
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

	// for one thread that waits for one condition
	@Override
	public boolean await(BooleanSupplier done, long limitNanos) throws InterruptedException {
		long holdsSince = 0;
		while (!this.woken) {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			// whoever made it hold may be slow on a crowded machine, but has to wake us
			if (done.getAsBoolean()) {
				long now = System.nanoTime();
				holdsSince = (holdsSince != 0) ? holdsSince : now;
				if (now - holdsSince > LOST_NANOS) {
					this.wakeUpLost = true;
					return true;
				}
			}
			Thread.onSpinWait();
		}
		this.woken = false;
		return done.getAsBoolean();
	}

	/**
	 * Whether a thread that waited was not woken although what it waited for was there.
	 */
	boolean isWakeUpLost() {
		return this.wakeUpLost;
	}

	@Override
	public void unpark(@Nullable Thread thread) {
		this.woken = true;
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
