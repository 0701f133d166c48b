package dev.javaotp.process;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Told when a process ends by itself for a reason other than {@code normal},
 * {@code shutdown} and {@code {shutdown, _}}: Erlang's crash report.
 *
 * @param pid the process
 * @param registeredName its unique name, if it had one
 * @param label its label, if it had one
 * @param kind the class of its code
 * @param reason why it ended
 * @param thrown what was thrown
 * @param ancestors who started it, and who started those, nearest first
 * @param mailboxDepth how many messages were left
 * @param links the processes it was linked with
 * @param trapsExits whether it trapped exits
 */
public record CrashReport(Pid pid, @Nullable String registeredName, @Nullable String label, String kind,
		ExitReason reason, Throwable thrown, List<Pid> ancestors, int mailboxDepth, List<Pid> links,
		boolean trapsExits) implements Report {

	@Override
	public Level level() {
		return Level.ERROR;
	}

	@Override
	public String about() {
		return this.kind;
	}

}
