package dev.javaotp.gen;

import dev.javaotp.process.ExitReason;
import org.jspecify.annotations.Nullable;

/**
 * What people are shown of a server, see {@link GenServer#formatStatus(ServerStatus)}.
 *
 * @param state the state
 * @param message the last message, in the report of a crash
 * @param reason why it ends, in the report of a crash
 */
public record ServerStatus(@Nullable Object state, @Nullable Object message, @Nullable ExitReason reason) {

	/**
	 * Returns this with something else shown for the state.
	 * @param state what to show
	 * @return the refined status
	 */
	public ServerStatus withState(@Nullable Object state) {
		return new ServerStatus(state, this.message, this.reason);
	}

	/**
	 * Returns this with something else shown for the message.
	 * @param message what to show
	 * @return the refined status
	 */
	public ServerStatus withMessage(@Nullable Object message) {
		return new ServerStatus(this.state, message, this.reason);
	}

	/**
	 * Returns this with something else shown for the reason.
	 * @param reason what to show
	 * @return the refined status
	 */
	public ServerStatus withReason(@Nullable ExitReason reason) {
		return new ServerStatus(this.state, this.message, reason);
	}

}
