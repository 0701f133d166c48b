package dev.javaotp.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * Which task a thread runs that is not a scheduler's own: those know it themselves.
 */
final class OffloadedTask {

	private static final ThreadLocal<@Nullable Task> CURRENT = new ThreadLocal<>();

	private OffloadedTask() {
	}

	static @Nullable Task current() {
		return CURRENT.get();
	}

	static void enter(Task task) {
		CURRENT.set(task);
	}

	static void leave() {
		CURRENT.remove();
	}

}
