package dev.javaotp.supervisor;

import java.time.Duration;
import java.util.function.Consumer;

import dev.javaotp.process.Down;
import dev.javaotp.process.Exit;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.Ref;
import dev.javaotp.process.TimerRef;
import org.jspecify.annotations.Nullable;

/**
 * A child that has been told to end and has not ended yet: OTP's {@code shutdown/1}.
 * <p>
 * It is watched with a monitor, since a child may have unlinked itself. Its exit signal
 * is waited for no longer: the link is cut, and if the signal is there already its reason
 * counts, which differs when the child was dead before the monitor was set.
 */
final class Stopping implements Pending {

	/** What comes when the child has had its time; known by its identity. */
	static final class TimeIsUp {

	}

	private final ProcessContext self;

	private final Pid pid;

	private final Ref monitor;

	private final TimeIsUp timeIsUp = new TimeIsUp();

	private final @Nullable TimerRef timer;

	private final Consumer<ExitReason> whenDone;

	Stopping(ProcessContext self, Pid pid, Shutdown shutdown, Consumer<ExitReason> whenDone) {
		this.self = self;
		this.pid = pid;
		this.whenDone = whenDone;
		this.monitor = self.monitor(pid);
		self.exit(pid, shutdown.signal());
		Duration limit = shutdown.limit();
		this.timer = (limit != null) ? self.sendAfter(limit, self.self(), this.timeIsUp) : null;
	}

	@Override
	public boolean accepts(Object message) {
		return message == this.timeIsUp || (message instanceof Down down && down.ref() == this.monitor);
	}

	@Override
	public boolean handle(Object message) {
		if (!(message instanceof Down down)) {
			this.self.exit(this.pid, ExitReason.KILL);
			return false;
		}
		if (this.timer != null) {
			this.timer.cancel();
		}
		this.self.unlink(this.pid);
		Object exit = this.self.receive((waiting) -> waiting instanceof Exit signal && signal.from() == this.pid,
				Duration.ZERO);
		this.whenDone.accept((exit instanceof Exit signal) ? signal.reason() : down.reason());
		return true;
	}

}
