package dev.javaotp.gen.statem;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The time-outs of a machine. One that runs is a timer whose message is the time-out
 * itself, so that one that was cancelled too late is recognised when it comes. One of
 * zero needs no timer and no message: it waits in a queue of its own.
 */
final class Timeouts {

	private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

	private final Alarm alarm;

	private final Map<TimeoutType, Running> running = new HashMap<>(4);

	private final Deque<Running> zeros = new ArrayDeque<>(2);

	/** Sends the machine a message later. */
	@FunctionalInterface
	interface Alarm {

		/**
		 * Sets the alarm.
		 * @param after how long to wait
		 * @param message what comes then
		 * @return what takes it back, if it is not too late
		 */
		Runnable set(Duration after, Object message);

	}

	/** A time-out that is to come. */
	static final class Running {

		private final TimeoutType type;

		private Object content;

		// null for zero
		private @Nullable Runnable cancel;

		private Running(TimeoutType type, Object content) {
			this.type = type;
			this.content = content;
		}

		TimeoutType type() {
			return this.type;
		}

		Object content() {
			return this.content;
		}

	}

	Timeouts(Alarm alarm) {
		this.alarm = alarm;
	}

	void perform(Action.OfTimeout action, long now) {
		switch (action) {
			case Action.SetTimeout set when set.after().compareTo(FOREVER) >= 0 -> cancel(set.type());
			case Action.SetTimeout set when set.after().isZero() -> setZero(set.type(), set.content());
			case Action.SetTimeout set -> set(set.type(), set.after(), set.content());
			case Action.SetTimeoutAt set ->
				set(set.type(), Duration.ofNanos(Math.max(0, set.nanoTime() - now)), set.content());
			case Action.CancelTimeout cancel -> cancel(cancel.type());
			case Action.UpdateTimeout update -> update(update.type(), update.content());
		}
	}

	private void set(TimeoutType type, Duration after, Object content) {
		cancel(type);
		Running timeout = new Running(type, content);
		timeout.cancel = this.alarm.set(after, timeout);
		this.running.put(type, timeout);
	}

	private void setZero(TimeoutType type, Object content) {
		cancel(type);
		Running timeout = new Running(type, content);
		this.running.put(type, timeout);
		this.zeros.add(timeout);
	}

	private void update(TimeoutType type, Object content) {
		Running timeout = this.running.get(type);
		if (timeout != null) {
			timeout.content = content;
		}
		else {
			setZero(type, content);
		}
	}

	void cancel(TimeoutType type) {
		Running timeout = this.running.remove(type);
		if (timeout != null) {
			if (timeout.cancel != null) {
				timeout.cancel.run();
			}
			else {
				this.zeros.remove(timeout);
			}
		}
	}

	/**
	 * Takes the next time-out of zero.
	 * @return the time-out, or {@code null} if there is none
	 */
	@Nullable Running pollZero() {
		Running timeout = this.zeros.poll();
		if (timeout != null) {
			this.running.remove(timeout.type);
		}
		return timeout;
	}

	/**
	 * Whether a time-out whose message has come still counts.
	 * @param message the message
	 * @return whether it will be taken
	 */
	boolean isRunning(Running message) {
		return this.running.get(message.type) == message;
	}

	/**
	 * Takes a time-out whose message has come.
	 * @param message the message
	 * @return whether it still counts
	 */
	boolean take(Running message) {
		return this.running.remove(message.type, message);
	}

	boolean isEmpty() {
		return this.running.isEmpty();
	}

}
