package dev.javaotp.gen;

import java.util.Objects;
import java.util.function.Consumer;

import dev.javaotp.process.Pid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One way to watch what a behaviour does, from its start with
 * {@link StartOptions#withDebug(DebugOption...)} or later with {@link Sys}. Watching
 * costs time for every message, not watching costs nothing.
 * <p>
 * Mirrors {@code sys:debug_option()}.
 */
public sealed interface DebugOption {

	/** How many events a log keeps unless told otherwise. */
	int DEFAULT_LOG_SIZE = 10;

	/**
	 * Writes each event into the log of the application, with the messages and states in
	 * it, at level info and with this class as the logger's name.
	 * @return the option
	 */
	static DebugOption trace() {
		Logger logger = LoggerFactory.getLogger(DebugOption.class);
		return new Trace((line) -> logger.info("{}", line));
	}

	/**
	 * Gives each event as a line of text to somebody: Erlang's {@code log_to_file}, where
	 * the file is up to the receiver.
	 * @param lines takes the lines; called by the process, so it must not block for long
	 * @return the option
	 */
	static DebugOption trace(Consumer<? super String> lines) {
		return new Trace(lines);
	}

	/**
	 * Keeps the last ten events, see {@link Sys#getLog(Pid)}.
	 * @return the option
	 */
	static DebugOption log() {
		return new Log(DEFAULT_LOG_SIZE);
	}

	/**
	 * Keeps the last events.
	 * @param size how many, at least one
	 * @return the option
	 */
	static DebugOption log(int size) {
		return new Log(size);
	}

	/**
	 * Counts messages, see {@link Sys#getStatistics(Pid)}.
	 * @return the option
	 */
	static DebugOption statistics() {
		return new Statistics();
	}

	/**
	 * Runs code of one's own at each event.
	 * @param <F> the type of the function's own state
	 * @param id what it is called, to be removed by
	 * @param function the code
	 * @param state its first state
	 * @return the option
	 */
	static <F> DebugOption install(Object id, DebugFunction<F> function, F state) {
		return new Install<>(id, function, state);
	}

	/**
	 * Lines of text.
	 *
	 * @param lines takes them
	 */
	record Trace(Consumer<? super String> lines) implements DebugOption {

		public Trace {
			Objects.requireNonNull(lines, "lines");
		}

	}

	/**
	 * The last events.
	 *
	 * @param size how many
	 */
	record Log(int size) implements DebugOption {

		public Log {
			if (size < 1) {
				throw new IllegalArgumentException("a log must keep at least 1 event, not " + size);
			}
		}

	}

	/** Counts. */
	record Statistics() implements DebugOption {

	}

	/**
	 * Code of one's own.
	 *
	 * @param <F> the type of its state
	 * @param id what it is called
	 * @param function the code
	 * @param state its first state
	 */
	record Install<F>(Object id, DebugFunction<F> function, F state) implements DebugOption {

		public Install {
			Objects.requireNonNull(id, "id");
			Objects.requireNonNull(function, "function");
			Objects.requireNonNull(state, "state");
		}

	}

}
