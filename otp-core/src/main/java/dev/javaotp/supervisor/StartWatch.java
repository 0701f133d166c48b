package dev.javaotp.supervisor;

import java.time.Duration;

import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.TimerRef;
import org.jspecify.annotations.Nullable;

/**
 * Wakes a supervisor when the start under way takes too long. Almost no start does, and
 * there may be a million of them, so there is one timer for all: when it fires it is set
 * again for the start of that moment, if there is one.
 */
final class StartWatch {

	/** What the timer sends. */
	static final class Alarm {

	}

	private static final long NEVER = Long.MAX_VALUE;

	private final ProcessContext self;

	private final long origin;

	// when the start under way is overdue; NEVER if there is none, or no limit
	private long due = NEVER;

	private @Nullable Alarm armed;

	private @Nullable TimerRef timer;

	private long alarmAt;

	StartWatch(ProcessContext self) {
		this.self = self;
		this.origin = self.system().time().nanoTime();
	}

	ProcessContext self() {
		return this.self;
	}

	/** A start begins. */
	void begin(@Nullable Duration limit) {
		if (limit == null) {
			this.due = NEVER;
			return;
		}
		this.due = now() + nanos(limit);
		if (this.armed == null || this.due < this.alarmAt) {
			arm();
		}
	}

	/** The start is over. */
	void end() {
		this.due = NEVER;
	}

	/**
	 * An alarm came.
	 * @return whether the start under way has taken too long
	 */
	boolean isOver(Alarm alarm) {
		if (alarm != this.armed) {
			return false;
		}
		this.armed = null;
		this.timer = null;
		if (this.due == NEVER) {
			return false;
		}
		if (this.due <= now()) {
			return true;
		}
		arm();
		return false;
	}

	private void arm() {
		if (this.timer != null) {
			this.timer.cancel();
		}
		Alarm alarm = new Alarm();
		this.armed = alarm;
		this.alarmAt = this.due;
		this.timer = this.self.sendAfter(Duration.ofNanos(this.due - now()), this.self.self(), alarm);
	}

	/** Limits of centuries are no limits. */
	private static long nanos(Duration limit) {
		return (limit.toDays() > 36_500) ? NEVER / 2 : limit.toNanos();
	}

	/** Since the supervisor began, so that it can be compared. */
	private long now() {
		return this.self.system().time().nanoTime() - this.origin;
	}

}
