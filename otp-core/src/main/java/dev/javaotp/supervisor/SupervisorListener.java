package dev.javaotp.supervisor;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;

/**
 * Told what supervisors do, for upper layers that publish events or count. Called by the
 * supervisor's process, in the order in which things happen; it waits, so a listener must
 * be quick and must not block. What a listener throws is logged and changes nothing.
 *
 * @see Supervision#addListener(SupervisorListener)
 */
public interface SupervisorListener {

	/**
	 * A supervisor has started, or a child was added to a static one, or forgotten: its
	 * {@link SupervisorFigures} show which children there are, started or not.
	 * @param path the path of the supervisor
	 */
	default void childrenChanged(String path) {
	}

	/**
	 * A child was started again, for whatever cause.
	 * @param path its path; of the child of a dynamic supervisor that of the supervisor
	 * @param pid its new process
	 */
	default void restarted(String path, Pid pid) {
	}

	/**
	 * A child has ended, by itself or because it was stopped.
	 * @param path its path; of the child of a dynamic supervisor that of the supervisor
	 * @param pid the process that ended
	 * @param reason what it ended with
	 */
	default void ended(String path, Pid pid, ExitReason reason) {
	}

	/**
	 * A supervisor had to restart a child once too often: it is about to stop its other
	 * children and to end.
	 * @param path the path of the supervisor
	 * @param pid its process
	 * @param child the id of the child that failed too often
	 */
	default void gaveUp(String path, Pid pid, String child) {
	}

	/**
	 * A supervisor without another one above it has ended, or could not start. Called by
	 * whichever thread ended it.
	 * @param path its path
	 * @param pid its process
	 * @param reason what it ended with
	 */
	default void rootEnded(String path, Pid pid, ExitReason reason) {
	}

}
