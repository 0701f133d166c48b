package dev.javaotp.gen.event;

import java.util.Objects;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.SystemMessage;

/**
 * What the owner of a handler is told, once, when the handler was removed: Erlang's
 * {@code {gen_event_EXIT, Handler, Reason}}.
 *
 * @param manager the manager that it was in
 * @param handler what it was called
 * @param reason {@code normal} if it was deleted or removed itself, {@code shutdown} if
 * its manager ended, {@code {swapped, Next, Owner}} if another one took its place, and
 * what it threw if it was broken
 * @see EventManagerRef#addSupervisedHandler
 */
public record HandlerExit(Pid manager, HandlerId<?> handler, ExitReason reason) implements SystemMessage {

	public HandlerExit {
		Objects.requireNonNull(manager, "manager");
		Objects.requireNonNull(handler, "handler");
		Objects.requireNonNull(reason, "reason");
	}

}
