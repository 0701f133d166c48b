package dev.javaotp.gen;

import java.time.Duration;
import java.util.List;

import dev.javaotp.process.ExitException;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.PendingReply;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SystemMessage;
import dev.javaotp.registry.Via;
import org.jspecify.annotations.Nullable;

/**
 * What passes between a process that starts and whoever started it, who waits or wants a
 * {@link StartAck}. It ends once: when the process says that it is ready, or when it is
 * gone; a failure is never told before the process and its name are gone, so that the
 * name can be used again at once.
 */
final class StartHandshake extends PendingReply {

	private final ProcessSystem system;

	private final @Nullable Via name;

	private final List<DebugOption> debug;

	// who gets a message, null if somebody waits
	private final @Nullable Pid told;

	// volatile: written by the new process, read by whoever ends it
	private volatile @Nullable StartResult failure;

	/** Waits for the end of a process that has been killed. */
	private static final class End extends PendingReply implements SystemMessage {

		void await(ProcessSystem system, Pid pid) {
			system.request(pid, this);
			try {
				await(system, Long.MAX_VALUE);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

	StartHandshake(ProcessSystem system, @Nullable Via name, List<DebugOption> debug, @Nullable Pid told) {
		this.system = system;
		this.name = name;
		this.debug = debug;
		this.told = told;
	}

	/**
	 * Whether the name is taken already, in which case nothing needs to be started.
	 * @return the result then, otherwise {@code null}
	 */
	@Nullable StartResult alreadyStarted() {
		Pid owner = (this.name != null) ? this.name.whereIs() : null;
		return (owner != null) ? alreadyStarted(owner) : null;
	}

	private static StartResult alreadyStarted(Pid owner) {
		return new StartResult.Failed(ExitReason.tagged("already_started", owner));
	}

	// the rest is called by the new process

	List<DebugOption> debug() {
		return this.debug;
	}

	void register(ProcessContext self) {
		Pid owner = (this.name != null) ? this.name.register(self) : null;
		if (owner != null) {
			this.failure = alreadyStarted(owner);
			throw new ExitException(ExitReason.NORMAL);
		}
	}

	/**
	 * Says what the start failed with when that is not simply the reason the process ends
	 * with. The first one counts.
	 * @param result what to tell
	 */
	void prepareFailure(StartResult result) {
		if (this.failure == null) {
			this.failure = result;
		}
	}

	void succeed(Pid pid, @Nullable Object info) {
		finish(pid, new StartResult.Started(pid, info));
	}

	// called by whoever ends the process
	void gone(Pid pid, ExitReason reason) {
		StartResult failure = this.failure;
		finish(pid, (failure != null) ? failure : new StartResult.Failed(reason));
	}

	private void finish(Pid pid, StartResult result) {
		if (complete(result) && this.told != null) {
			notify(this.told, new StartAck(pid, result));
		}
	}

	// the rest is called by the starter

	StartResult await(Pid pid, @Nullable Duration timeout, @Nullable ProcessContext linked) {
		try {
			Object outcome = await(this.system, Inquiry.nanos(timeout));
			if (outcome == null && !giveUp()) {
				outcome = outcome();
			}
			if (outcome instanceof StartResult result) {
				return result;
			}
		}
		catch (InterruptedException ex) {
			giveUp();
			this.system.exit(pid, ExitReason.KILL);
			Thread.currentThread().interrupt();
			throw new StartException("interrupted while " + pid + " was starting; it was killed",
					ExitReason.of("interrupted"));
		}
		if (linked != null) {
			linked.unlink(pid);
		}
		this.system.exit(pid, ExitReason.KILL);
		new End().await(this.system, pid);
		return new StartResult.Failed(ExitReason.TIMEOUT);
	}

}
