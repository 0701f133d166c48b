package dev.javaotp.gen;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.Report;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What is reported when a server ends with anything but {@code normal}, {@code shutdown}
 * and {@code {shutdown, _}}: the error log of Erlang's {@code gen_server}. The process's
 * own {@code CrashReport} follows.
 * <p>
 * Message and state are as {@link GenServer#formatStatus(ServerStatus)} shows them; who
 * listens decides whether they are shown to anybody. {@link #toString()} leaves them out.
 *
 * @param pid the server
 * @param name its registered name, if it had one
 * @param kind its class
 * @param reason why it ended
 * @param lastMessage what it was handling, if that is known
 * @param state its last state, {@code null} if it could not be shown
 * @param client the process that waits for the answer to the last message, if it was a
 * call of a process
 */
public record TerminationReport(Pid pid, @Nullable String name, Class<?> kind, ExitReason reason,
		@Nullable Object lastMessage, @Nullable Object state, @Nullable Pid client) implements Report {

	@Override
	public Level level() {
		return Level.ERROR;
	}

	@Override
	public String about() {
		return this.kind.getName();
	}

	@Override
	public String toString() {
		return "Server " + ((this.name != null) ? this.name + " " : "") + this.pid + " (" + this.kind.getName()
				+ ") ended: " + this.reason;
	}

}
