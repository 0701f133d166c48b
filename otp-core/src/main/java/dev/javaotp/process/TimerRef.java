package dev.javaotp.process;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import dev.javaotp.scheduler.TimeSource;

/**
 * A message that will be sent later.
 * <p>
 * May be used by any thread.
 *
 * @see ProcessContext#sendAfter(Duration, Pid, Object)
 */
public final class TimerRef extends Ref {

	private final TimeSource time;

	private final long dueNanos;

	private final BooleanSupplier live;

	// set once, right after the constructor: the timer's task needs this object
	private TimeSource.Timer timer = () -> false;

	TimerRef(TimeSource time, long dueNanos, BooleanSupplier live) {
		this.time = time;
		this.dueNanos = dueNanos;
		this.live = live;
	}

	TimerRef arm(TimeSource.Timer timer) {
		this.timer = timer;
		return this;
	}

	/**
	 * Cancels the timer: Erlang's {@code cancel_timer}. After an empty answer the message
	 * may be in the mailbox already.
	 * @return the time that was left, or empty when it had expired, was cancelled before,
	 * or its receiver has ended
	 */
	public Optional<Duration> cancel() {
		boolean wasLive = this.live.getAsBoolean();
		long left = Math.max(0, this.dueNanos - this.time.nanoTime());
		return (this.timer.cancel() && wasLive) ? Optional.of(Duration.ofNanos(left)) : Optional.empty();
	}

}
