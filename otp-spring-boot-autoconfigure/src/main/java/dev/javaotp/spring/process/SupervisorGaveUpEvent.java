package dev.javaotp.spring.process;

import java.util.List;

import dev.javaotp.process.Pid;

/**
 * Published when a supervisor would have had to restart its children more often than its
 * intensity allows, and gives up: on a thread of its own, some time after it happened.
 * The supervisor above restarts it, unless there is none.
 *
 * @param path the names from the top supervisor to the one that gave up, joined by
 * {@code /}
 * @param pid the process that it was
 * @param top whether there is no supervisor above it, so that all below it is gone
 * @param escalation the paths of all that failed, from the process that failed too often
 * to the supervisor that gave up
 */
public record SupervisorGaveUpEvent(String path, Pid pid, boolean top, List<String> escalation) {

	/** Creates an event. */
	public SupervisorGaveUpEvent {
		escalation = List.copyOf(escalation);
	}

}
