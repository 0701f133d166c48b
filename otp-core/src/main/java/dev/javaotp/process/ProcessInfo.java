package dev.javaotp.process;

import java.time.Instant;
import java.util.List;

import dev.javaotp.scheduler.Execution;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a process from outside, without asking it: Erlang's
 * {@code process_info}. A moment's view; its parts may be a message apart.
 *
 * @param pid the process
 * @param registeredName its unique name, if it has one
 * @param label its label, if it has one
 * @param kind the class of its code
 * @param execution where the scheduler runs that code as of now
 * @param ancestors who started it, who started that one and so on, nearest first; empty
 * if started from outside
 * @param status what it is doing
 * @param mailboxDepth how many messages wait
 * @param messagesHandled how many messages it has handled
 * @param mailboxLimit how many messages may wait, or {@code null} for any number
 * @param messagesDropped how many messages it has refused or dropped for that limit
 * @param links the processes it is linked with
 * @param monitors how many processes it watches
 * @param monitoredBy how many watch it
 * @param trapsExits whether exit signals become messages
 * @param startedAt when it was started, to the second
 */
public record ProcessInfo(Pid pid, @Nullable String registeredName, @Nullable String label, String kind,
		Execution execution, List<Pid> ancestors, Status status, int mailboxDepth, long messagesHandled,
		@Nullable MailboxLimit mailboxLimit, long messagesDropped, List<Pid> links, int monitors, int monitoredBy,
		boolean trapsExits, Instant startedAt) {

	/**
	 * Who started the process.
	 * @return the parent, or {@code null} if it was started from outside
	 */
	public @Nullable Pid parent() {
		return (this.ancestors.isEmpty()) ? null : this.ancestors.get(0);
	}

	/** What a process is doing. */
	public enum Status {

		/** It waits for a message. */
		WAITING,

		/** It has something to do and waits for a thread. */
		RUNNABLE,

		/** A thread runs it. */
		RUNNING,

		/** It was suspended and handles nothing but system messages. */
		SUSPENDED,

		/** It has ended. */
		ENDED

	}

}
