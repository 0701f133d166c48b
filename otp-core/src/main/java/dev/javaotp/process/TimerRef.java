package dev.javaotp.process;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import dev.javaotp.scheduler.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * A message that will be sent later.
 * <p>
 * May be used by any thread.
 *
 * @see ProcessContext#sendAfter(Duration, Pid, Object)
 */
public final class TimerRef extends Ref {

	private final BooleanSupplier live;

	// set once, right after the constructor: the timer's task needs this object
	private TimeSource.@Nullable Timer timer;

	TimerRef(BooleanSupplier live) {
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
		TimeSource.Timer timer = this.timer;
		boolean wasLive = this.live.getAsBoolean();
		if (timer == null) {
			return Optional.empty();
		}
		long left = Math.max(0, timer.leftNanos());
		return (timer.cancel() && wasLive) ? Optional.of(Duration.ofNanos(left)) : Optional.empty();
	}

}
