package dev.javaotp.gen.event;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.Report;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What is reported when a handler was removed because it is broken: the error log of
 * Erlang's {@code gen_event}. The manager and its other handlers live on.
 * <p>
 * Message and state are as {@link EventHandler#formatStatus} shows them; who listens
 * decides whether they are shown to anybody. {@link #toString()} leaves them out.
 *
 * @param manager the manager
 * @param name its registered name, if it had one
 * @param handler what the handler was called
 * @param reason what it threw
 * @param lastMessage the event, request or message that it was handling
 * @param state its last state, {@code null} if it could not be shown
 */
public record HandlerReport(Pid manager, @Nullable String name, HandlerId<?> handler, ExitReason reason,
		@Nullable Object lastMessage, @Nullable Object state) implements Report {

	@Override
	public Level level() {
		return Level.ERROR;
	}

	@Override
	public String toString() {
		return "Event handler " + this.handler + " of " + ((this.name != null) ? this.name + " " : "") + this.manager
				+ " was removed: " + this.reason;
	}

}
