package dev.javaotp.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * Something that a scheduler gives a thread to, a bounded slice at a time: a process, as
 * far as the scheduler is concerned.
 * <p>
 * Whoever makes a task runnable calls {@link Scheduler#schedule(Task)} once and not again
 * before its {@link #run(Slice)} has begun to give up: a task is in at most one queue and
 * runs on at most one thread.
 */
public interface Task {

	/**
	 * Runs until there is nothing to do or the slice is used up. Must not throw.
	 * @param slice what may be used
	 * @return whether there is more to do: the scheduler then queues the task again
	 */
	boolean run(Slice slice);

	/**
	 * Called by a thread that was about to run this task, and said so in its
	 * {@link Slice}, when another thread has got it. Whoever was told meanwhile that it
	 * runs there may still be interrupting the wrong one: returns when that is over.
	 */
	default void lost() {
	}

	/**
	 * What the scheduler has learned about the code of this task.
	 * @return the kind, shared by all tasks that run the same code
	 */
	Kind kind();

	/**
	 * Whether the code that runs just now says something about its kind: starting and
	 * ending do not, since they are rare and often slow.
	 * @return whether to learn from it
	 */
	default boolean teaches() {
		return true;
	}

	/**
	 * The task that the current thread runs.
	 * @return the task, or {@code null} on a thread that runs none
	 */
	static @Nullable Task current() {
		Slice slice = Slice.current();
		return (slice != null) ? slice.task() : null;
	}

}
