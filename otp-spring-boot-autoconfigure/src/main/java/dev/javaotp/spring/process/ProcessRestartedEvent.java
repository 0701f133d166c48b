package dev.javaotp.spring.process;

import dev.javaotp.process.Pid;

/**
 * Published when a supervisor has started a process again, for whatever cause: on a
 * thread of its own, some time after it happened, never on one that a supervisor waits
 * for. When more happen than listeners can take, some are left out, and the log says so.
 *
 * @param path the names from the top supervisor to the process, joined by {@code /}; of
 * the child of a dynamic supervisor that of the supervisor
 * @param pid the new process, which may have ended again
 */
public record ProcessRestartedEvent(String path, Pid pid) {

	/**
	 * The name of the process; of the child of a dynamic supervisor that of the
	 * supervisor.
	 * @return the last part of the path
	 */
	public String name() {
		return this.path.substring(this.path.lastIndexOf('/') + 1);
	}

}
