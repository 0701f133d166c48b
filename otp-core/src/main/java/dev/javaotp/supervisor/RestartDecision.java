package dev.javaotp.supervisor;

import dev.javaotp.process.ExitReason;

/**
 * What follows from the end of a child that ended by itself: OTP's {@code do_restart} and
 * {@code do_auto_shutdown}. Whether the restart may be made is {@link RestartWindow}'s
 * question, and who is restarted with the child {@link Children#group}'s.
 */
enum RestartDecision {

	/** Start it again, with its group. */
	RESTART,

	/** Leave it down, and forget it if it is temporary. */
	LEAVE_DOWN,

	/** Leave it down, and the supervisor ends, too: automatic shutdown. */
	SHUT_DOWN;

	static RestartDecision afterEnd(Child ended, ExitReason reason, AutoShutdown autoShutdown, Children children) {
		if (ended.spec().restart().restartsAfter(reason)) {
			return RESTART;
		}
		if (!ended.spec().significant()) {
			return LEAVE_DOWN;
		}
		boolean shutDown = switch (autoShutdown) {
			case NEVER -> false;
			case ANY_SIGNIFICANT -> true;
			case ALL_SIGNIFICANT ->
				children.inStartOrder().stream().noneMatch((other) -> other != ended && isSignificantAndPresent(other));
		};
		return shutDown ? SHUT_DOWN : LEAVE_DOWN;
	}

	/** One that is being restarted is present. */
	private static boolean isSignificantAndPresent(Child child) {
		return child.spec().significant() && child.status() != ChildStatus.STOPPED;
	}

}
