package dev.javaotp.gen.statem;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The events that wait inside a machine: the inserted ones and those to be retried, in
 * the order in which they are handled, and the postponed ones.
 *
 * @param <E> the type of the events
 */
final class EventQueue<E> {

	private final Deque<E> next = new ArrayDeque<>(4);

	private final Deque<E> postponed = new ArrayDeque<>(4);

	@Nullable E poll() {
		return this.next.poll();
	}

	void postpone(E event) {
		this.postponed.add(event);
	}

	/** Puts the postponed events before those that wait, oldest first. */
	void retryPostponed() {
		E newest;
		while ((newest = this.postponed.pollLast()) != null) {
			this.next.addFirst(newest);
		}
	}

	/** Puts events before all others. */
	void insert(List<E> events) {
		for (E event : events.reversed()) {
			this.next.addFirst(event);
		}
	}

	boolean isEmpty() {
		return this.next.isEmpty() && this.postponed.isEmpty();
	}

}
