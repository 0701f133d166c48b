package dev.javaotp.gen.event;

import java.util.List;

import dev.javaotp.gen.Request;
import dev.javaotp.process.Pid;
import dev.javaotp.process.SystemMessage;
import org.jspecify.annotations.Nullable;

/**
 * What a manager is asked. Its text names handlers and types only, since events may hold
 * secrets and requests stand in error messages.
 *
 * @param <R> the type of the answer
 */
sealed interface ManagerRequest<R extends @Nullable Object> extends Request<EventManagerLoop, R> {

	record AddHandler(EventHandler<?, ?, ?> handler, HandlerId<?> id,
			@Nullable Pid owner) implements ManagerRequest<AddHandlerResult>, SystemMessage {

		@Override
		public String toString() {
			return "a request to add handler " + this.id;
		}

	}

	record DeleteHandler(HandlerId<?> id,
			@Nullable Object argument) implements ManagerRequest<DeleteHandlerResult>, SystemMessage {

		@Override
		public String toString() {
			return "a request to delete handler " + this.id;
		}

	}

	/** Without an owner the new handler gets that of the old one. */
	record SwapHandler(HandlerId<?> id, Swap<?> swap,
			@Nullable Pid owner) implements ManagerRequest<AddHandlerResult>, SystemMessage {

		@Override
		public String toString() {
			return "a request to put handler " + this.swap.nextId() + " into the place of " + this.id;
		}

	}

	record CallHandler<R extends @Nullable Object>(HandlerId<?> id,
			HandlerRequest<?, R> request) implements ManagerRequest<R> {

		@Override
		public String toString() {
			return "a " + this.request.getClass().getName() + " to handler " + this.id;
		}

	}

	record SyncNotify(Object event) implements ManagerRequest<@Nullable Void> {

		@Override
		public String toString() {
			return "an event of " + this.event.getClass().getName();
		}

	}

	record WhichHandlers() implements ManagerRequest<List<HandlerId<?>>>, SystemMessage {

		@Override
		public String toString() {
			return "the question for its handlers";
		}

	}

}
