package dev.javaotp.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * The tasks that wait for one scheduler thread, oldest first: bounded, one producer (its
 * owner), many consumers (the owner, and others that steal).
 * <p>
 * A ring with two counters that only grow. The owner alone moves {@code tail}; everybody
 * takes by moving {@code head} with a compare-and-set. A consumer reads the element
 * before it moves {@code head}: the owner can overwrite that place only after
 * {@code head} has moved, and then the compare-and-set fails and the element that was
 * read is not used.
 */
final class RunQueue {

	private static final int CAPACITY = 256;

	private static final int MASK = CAPACITY - 1;

	private static final VarHandle HEAD;

	private static final VarHandle TAIL;

	private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(Task[].class);

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			HEAD = lookup.findVarHandle(RunQueue.class, "head", int.class);
			TAIL = lookup.findVarHandle(RunQueue.class, "tail", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final @Nullable Task[] ring = new Task[CAPACITY];

	// moved by whoever takes
	private volatile int head;

	// moved by the owner
	private volatile int tail;

	/**
	 * Puts a task at the end. Only for the owner.
	 * @return whether there was room
	 */
	boolean offer(Task task) {
		int end = (int) TAIL.get(this);
		if (end - this.head >= CAPACITY) {
			return false;
		}
		ELEMENT.setRelease(this.ring, end & MASK, task);
		TAIL.setRelease(this, end + 1);
		return true;
	}

	/** Takes the oldest task, for the owner and for thieves. */
	@Nullable Task poll() {
		while (true) {
			int start = (int) HEAD.getAcquire(this);
			if (start == (int) TAIL.getAcquire(this)) {
				return null;
			}
			Task task = (Task) ELEMENT.getAcquire(this.ring, start & MASK);
			if (HEAD.compareAndSet(this, start, start + 1)) {
				return task;
			}
		}
	}

	int size() {
		return Math.max(0, this.tail - this.head);
	}

}
