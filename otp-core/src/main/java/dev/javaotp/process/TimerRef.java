package dev.javaotp.process;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import dev.javaotp.scheduler.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * A message that will be sent later.
 * <p>
 * May be used by any thread.
 *
 * @see ProcessContext#sendAfter(Duration, Pid, Object)
 */
public abstract sealed class TimerRef extends Ref {

	// set once, right after the constructor: what the timer runs is this object
	private TimeSource.@Nullable Timer timer;

	TimerRef() {
	}

	static TimerRef toProcess(ProcessCell to, Object message, ProcessSystem system, Duration delay) {
		ToProcess timer = new ToProcess(to, message);
		timer.arm(system, delay, timer);
		return timer;
	}

	static TimerRef toWhoeverIs(Supplier<@Nullable Pid> to, Object message, ProcessSystem system, Duration delay) {
		ToWhoeverIs timer = new ToWhoeverIs(to, message);
		timer.arm(system, delay, timer);
		return timer;
	}

	final void arm(ProcessSystem system, Duration delay, Runnable delivery) {
		this.timer = system.time().schedule(Math.max(0, delay.toNanos()), delivery);
	}

	/** Whether somebody is there whom the message could reach, as far as is known. */
	abstract boolean isLive();

	/**
	 * Cancels the timer: Erlang's {@code cancel_timer}. After an empty answer the message
	 * may be in the mailbox already.
	 * @return the time that was left, or empty when it had expired, was cancelled before,
	 * or its receiver has ended
	 */
	public final Optional<Duration> cancel() {
		TimeSource.Timer timer = this.timer;
		boolean wasLive = isLive();
		if (timer == null) {
			return Optional.empty();
		}
		long left = Math.max(0, timer.leftNanos());
		return (timer.cancel() && wasLive) ? Optional.of(Duration.ofNanos(left)) : Optional.empty();
	}

	/** One object for all that a timer needs: there may be very many. */
	private static final class ToProcess extends TimerRef implements Runnable {

		private final ProcessCell to;

		private final Object message;

		ToProcess(ProcessCell to, Object message) {
			this.to = to;
			this.message = message;
		}

		@Override
		boolean isLive() {
			return this.to.isAlive();
		}

		@Override
		public void run() {
			this.to.pushUncounted(this.message);
		}

	}

	/** The receiver is looked for when the time has come, by its name say. */
	private static final class ToWhoeverIs extends TimerRef implements Runnable {

		private final Supplier<@Nullable Pid> to;

		private final Object message;

		ToWhoeverIs(Supplier<@Nullable Pid> to, Object message) {
			this.to = to;
			this.message = message;
		}

		@Override
		boolean isLive() {
			return true;
		}

		@Override
		public void run() {
			ProcessCell receiver = (ProcessCell) this.to.get();
			if (receiver != null) {
				receiver.pushUncounted(this.message);
			}
		}

	}

}
