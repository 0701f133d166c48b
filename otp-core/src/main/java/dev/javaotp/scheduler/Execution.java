package dev.javaotp.scheduler;

/**
 * What is known about the code of a process, for the scheduler.
 */
public enum Execution {

	/** Nothing: the scheduler finds out, and most code never needs to know. */
	AUTO,

	/** It waits: for a database, a socket, another process. Runs on virtual threads. */
	BLOCKING,

	/** It computes for long: runs on platform threads of its own. */
	CPU

}
