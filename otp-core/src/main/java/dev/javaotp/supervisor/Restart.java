package dev.javaotp.supervisor;

import dev.javaotp.process.ExitReason;

/**
 * When a child that has ended by itself is restarted. Mirrors {@code restart} of an OTP
 * child specification.
 * <p>
 * This says nothing about a child that was stopped by hand, which stays down until it is
 * started by hand or with its group, nor about one that was stopped because a sibling
 * ended, which comes back with the group unless it is temporary.
 */
public enum Restart {

	/** Always, whatever it ended with, {@code normal} included. */
	PERMANENT,

	/**
	 * Only when it failed: not after {@code normal}, {@code shutdown} and
	 * {@code {shutdown, _}}. {@code killed} is a failure. A supervisor that gave up ends
	 * with {@code shutdown}, so as a transient child it is not restarted.
	 */
	TRANSIENT,

	/** Never. When it has ended, its specification is forgotten, too. */
	TEMPORARY;

	/**
	 * Whether a child that ended by itself is started again.
	 * @param reason what it ended with
	 * @return whether to restart it
	 */
	public boolean restartsAfter(ExitReason reason) {
		return switch (this) {
			case PERMANENT -> true;
			case TRANSIENT -> reason.isAbnormal();
			case TEMPORARY -> false;
		};
	}

	/**
	 * Whether the end of a child that ended by itself is reported: of a permanent child
	 * every end, of the others only a failure.
	 * @param reason what it ended with
	 * @return whether to report it
	 */
	boolean reports(ExitReason reason) {
		return this == PERMANENT || reason.isAbnormal();
	}

}
