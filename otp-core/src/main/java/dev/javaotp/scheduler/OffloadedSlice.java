package dev.javaotp.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * The slice of a thread that is not a scheduler's own: those know theirs themselves.
 */
final class OffloadedSlice {

	private static final ThreadLocal<@Nullable Slice> CURRENT = new ThreadLocal<>();

	private OffloadedSlice() {
	}

	static @Nullable Slice current() {
		return CURRENT.get();
	}

	static void enter(Slice slice) {
		CURRENT.set(slice);
	}

	static void leave() {
		CURRENT.remove();
	}

}
