package dev.javaotp.gen;

import java.util.Objects;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * How a start went.
 */
public sealed interface StartResult {

	/**
	 * Returns the process that was started.
	 * @return its pid
	 * @throws StartException if it was not
	 */
	default Pid pid() {
		return switch (this) {
			case Started started -> started.pid();
			case Ignored ignored ->
				throw new StartException("nothing was started: init returned ignore", ExitReason.NORMAL);
			case Failed failed ->
				throw new StartException("the process did not start: " + failed.reason(), failed.reason());
		};
	}

	/**
	 * It runs: Erlang's {@code {ok, Pid}} and {@code {ok, Pid, Info}}.
	 *
	 * @param pid the process
	 * @param info what the start function has to say, if anything
	 */
	record Started(Pid pid, @Nullable Object info) implements StartResult {

		/**
		 * Creates a result without further information.
		 * @param pid the process
		 */
		public Started(Pid pid) {
			this(pid, null);
		}

		public Started {
			Objects.requireNonNull(pid, "pid");
		}

	}

	/** Its {@code init} said that there is nothing to do: Erlang's {@code ignore}. */
	record Ignored() implements StartResult {

	}

	/**
	 * It did not start, and there is no process any more: Erlang's {@code {error,
	 * Reason}}. {@code {already_started, Pid}} when the name is taken, {@code timeout}
	 * when {@code init} took too long.
	 *
	 * @param reason why
	 */
	record Failed(ExitReason reason) implements StartResult {

		public Failed {
			Objects.requireNonNull(reason, "reason");
		}

	}

}
