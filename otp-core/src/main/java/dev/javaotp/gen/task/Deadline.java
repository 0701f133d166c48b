package dev.javaotp.gen.task;

import java.time.Duration;

import dev.javaotp.process.ProcessSystem;

/**
 * When a wait is over, in the time of a system.
 *
 * @param system the system
 * @param isLimited whether it is ever over
 * @param atNanos when it is, if it is
 */
record Deadline(ProcessSystem system, boolean isLimited, long atNanos) {

	static Deadline in(Duration timeout, ProcessSystem system) {
		long nanos = nanos(timeout);
		boolean isLimited = nanos != Long.MAX_VALUE;
		return new Deadline(system, isLimited, (isLimited) ? system.time().nanoTime() + nanos : 0);
	}

	/** A limit in nanoseconds; what is too long for that is no limit. */
	static long nanos(Duration timeout) {
		return (timeout.toDays() > 36_500) ? Long.MAX_VALUE : Math.max(0, timeout.toNanos());
	}

	long leftNanos() {
		return (this.isLimited) ? Math.max(0, this.atNanos - this.system.time().nanoTime()) : Long.MAX_VALUE;
	}

	Duration left() {
		return (this.isLimited) ? Duration.ofNanos(leftNanos()) : Task.FOREVER;
	}

	boolean isBefore(long nanoTime) {
		return this.isLimited && this.atNanos - nanoTime < 0;
	}

}
