package dev.javaotp.supervisor;

import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;

/**
 * Starts a supervisor, which goes on with the figures of the path where it is.
 *
 * @param start starts it
 */
record NestedChildStart(Start start) implements ChildStart {

	/** Starts a supervisor that says itself when it is ready. */
	interface Start {

		Pid start(ProcessContext parent, SupervisorFigures place);

	}

}
