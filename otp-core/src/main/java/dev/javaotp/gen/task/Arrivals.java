package dev.javaotp.gen.task;

import java.util.concurrent.ConcurrentLinkedQueue;

import dev.javaotp.process.PendingReply;
import org.jspecify.annotations.Nullable;

/**
 * Where several tasks say that they are done, and one thread waits for the next of them.
 */
final class Arrivals {

	// a task may be in it twice
	private final ConcurrentLinkedQueue<Task<?>> queue = new ConcurrentLinkedQueue<>();

	private volatile Bell bell = new Bell();

	/** Wakes the one who waits, once. */
	private static final class Bell extends PendingReply {

		void ring() {
			complete(Boolean.TRUE);
		}

		/** Waits; returns whether it rang. */
		boolean listen(Deadline deadline) throws InterruptedException {
			return await(deadline.system(), deadline.leftNanos()) != null;
		}

	}

	void add(Task<?> task) {
		this.queue.add(task);
		ring();
	}

	// for a task that may have been taken by now, since it is in the queue before this
	void ring() {
		this.bell.ring();
	}

	/**
	 * Waits for a task.
	 * @return one that is done, or {@code null} when the time was up
	 */
	@Nullable Task<?> next(Deadline deadline) throws InterruptedException {
		Task<?> next = this.queue.poll();
		boolean rang = true;
		while (next == null && rang) {
			Bell fresh = new Bell();
			this.bell = fresh;
			next = this.queue.poll();
			if (next == null) {
				rang = fresh.listen(deadline);
				next = this.queue.poll();
			}
		}
		return next;
	}

}
