package dev.javaotp.scheduler;

import java.util.function.BooleanSupplier;

/**
 * Who runs processes: the seam between them and threads. {@link ThreadScheduler} runs
 * them for real, {@link ManualScheduler} one at a time in an order drawn from a seed.
 * <p>
 * May be used by any thread.
 */
public interface Scheduler extends AutoCloseable {

	/**
	 * Runs a task that has become runnable, soon.
	 * @param task the task
	 */
	void schedule(Task task);

	/**
	 * Runs a task that the current thread is about to wait for: beside it, if that is
	 * cheaper than anywhere else. Never on the caller's own thread.
	 * @param task the task
	 * @return whether another thread is at it, so that a {@linkplain #glance glance} at
	 * the answer may do
	 */
	default boolean scheduleCalled(Task task) {
		schedule(task);
		return mayGlance();
	}

	/**
	 * Whether a {@linkplain #glance glance} at the answer may do for a task that runs
	 * already, as far as one can know.
	 * @return whether to try
	 */
	default boolean mayGlance() {
		return false;
	}

	/**
	 * Looks for some microseconds whether a condition comes true, which is much less than
	 * it takes to wait and to be woken. Holds the current thread.
	 * @param done the condition, cheap and without side effects
	 * @return whether it holds; otherwise {@linkplain #await wait} for it
	 */
	default boolean glance(BooleanSupplier done) {
		return done.getAsBoolean();
	}

	/**
	 * Makes the current thread wait until a condition holds, which it must be woken for
	 * with {@link #unpark(Thread)}. A thread that runs a task hands its place over first.
	 * @param done the condition, cheap and without side effects
	 * @param limitNanos how long at most, or {@link Long#MAX_VALUE} without limit
	 * @return whether the condition holds; {@code false} when the time was up
	 * @throws InterruptedException if the thread was interrupted
	 */
	boolean await(BooleanSupplier done, long limitNanos) throws InterruptedException;

	/**
	 * Wakes a thread that waits in {@link #await(BooleanSupplier, long)}.
	 * @param thread the thread
	 */
	void unpark(Thread thread);

	/**
	 * The time that this scheduler's tasks live in.
	 * @return the time source
	 */
	TimeSource time();

	/**
	 * What has been learned about the code of a type.
	 * @param type the type
	 * @param execution what its user says of it
	 * @return the kind; the same one for the same type and execution
	 */
	Kind kind(Class<?> type, Execution execution);

	/**
	 * What the threads do, for operators.
	 * @return the figures of this moment
	 */
	SchedulerFigures figures();

	/** Ends the threads. Tasks that are queued are not run any more. */
	@Override
	void close();

}
