package dev.javaotp.spring.observer;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.javaotp.gen.TerminationReport;
import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * What crashed processes said of themselves, until their supervisors tell that they have
 * ended. Those of processes without a supervisor are pushed out by others.
 */
final class LastWords {

	/** So many processes may have ended without their supervisors knowing it yet. */
	static final int MOST = 100;

	private static final int SHOWN_OF_STATE = 1_000;

	/**
	 * The name or label of the process, the type of the message that was handled, and the
	 * state in words.
	 */
	record Words(@Nullable String name, @Nullable String message, @Nullable String state) {

		static final Words NONE = new Words(null, null, null);

	}

	private final boolean withStates;

	// guarded by this
	private final Map<Pid, Words> words = new LinkedHashMap<>() {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Pid, Words> eldest) {
			return size() > MOST;
		}

	};

	/**
	 * Creates it.
	 * @param withStates whether states may be shown to anybody: otherwise they are not
	 * even remembered
	 */
	LastWords(boolean withStates) {
		this.withStates = withStates;
	}

	/** Listens to reports. Called by the process that crashes. */
	void report(Object report) {
		if (report instanceof TerminationReport last) {
			Object message = last.lastMessage();
			Words words = new Words(nameOf(last.pid()), (message != null) ? MessageName.of(message) : null,
					(this.withStates) ? Text.of(last.state(), SHOWN_OF_STATE) : null);
			synchronized (this) {
				this.words.put(last.pid(), words);
			}
		}
	}

	/** The name or label of a process that is alive, if it has one. */
	static @Nullable String nameOf(Pid pid) {
		return pid.system()
			.info(pid)
			.map((info) -> (info.registeredName() != null) ? info.registeredName() : info.label())
			.orElse(null);
	}

	/** What a process said, which is forgotten by that. */
	synchronized Words take(Pid pid) {
		Words words = this.words.remove(pid);
		return (words != null) ? words : Words.NONE;
	}

}
