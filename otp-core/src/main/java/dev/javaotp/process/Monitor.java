package dev.javaotp.process;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * One process, or somebody outside, watching another process. Both ends hold it: the
 * watched one to tell, the watching one to know what is active. Active means being in the
 * watcher's set, under the watcher's lock.
 */
final class Monitor extends Ref implements EndListener {

	final @Nullable ProcessCell watcher;

	final @Nullable Consumer<ExitReason> listener;

	final Object process;

	// null if there was nobody to watch
	@Nullable ProcessCell target;

	@Nullable Alias alias;

	Monitor(ProcessCell watcher, @Nullable ProcessCell target, Object process) {
		this.watcher = watcher;
		this.listener = null;
		this.target = target;
		this.process = process;
	}

	Monitor(Consumer<ExitReason> listener, ProcessCell target) {
		this.watcher = null;
		this.listener = listener;
		this.target = target;
		this.process = target;
	}

	/** Tells the watcher; the caller holds no lock. */
	@Override
	public void ended(Pid pid, ExitReason reason) {
		if (this.watcher != null) {
			this.watcher.down(this, reason);
		}
		else if (this.listener != null) {
			this.listener.accept(reason);
		}
	}

}
