package dev.javaotp.gen.statem;

import java.time.Duration;
import java.util.Optional;

import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.TimerRef;
import org.jspecify.annotations.Nullable;

/**
 * A timer of a {@link GenFsm}, which only its own process may use. Once cancelled it
 * never comes, even if its time was up already.
 */
public final class FsmTimer {

	private final Object content;

	private final boolean sends;

	private @Nullable TimerRef timer;

	private boolean over;

	private FsmTimer(Object content, boolean sends) {
		this.content = content;
		this.sends = sends;
	}

	static FsmTimer start(ProcessContext self, Duration after, Object content, boolean sends) {
		FsmTimer timer = new FsmTimer(content, sends);
		timer.timer = self.sendAfter(after, self.self(), timer);
		return timer;
	}

	/**
	 * Cancels the timer: Erlang's {@code gen_fsm:cancel_timer}.
	 * @return how long it would have run, zero if its event was waiting already; empty if
	 * it had come or was cancelled before
	 */
	public Optional<Duration> cancel() {
		if (this.over || this.timer == null) {
			return Optional.empty();
		}
		this.over = true;
		return Optional.of(this.timer.cancel().orElse(Duration.ZERO));
	}

	/** Whether it still counts, now that it has come; it does so once. */
	boolean take() {
		boolean counts = !this.over;
		this.over = true;
		return counts;
	}

	Object content() {
		return this.content;
	}

	/** Whether what it was set for comes as if it had been sent. */
	boolean sends() {
		return this.sends;
	}

}
