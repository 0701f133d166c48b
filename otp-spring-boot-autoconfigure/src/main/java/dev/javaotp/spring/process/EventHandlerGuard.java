package dev.javaotp.spring.process;

import dev.javaotp.gen.CallException;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.event.AddHandlerResult;
import dev.javaotp.gen.event.EventHandler;
import dev.javaotp.gen.event.EventManagerRef;
import dev.javaotp.gen.event.HandlerExit;
import dev.javaotp.gen.event.HandlerId;
import dev.javaotp.process.Exit;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessContext;
import org.jspecify.annotations.Nullable;

/**
 * Owns one handler of an event manager: adds it, and ends when it is gone. A supervisor
 * above starts a new guard, with a new handler, when that was not in order. The state is
 * what the handler is called.
 */
final class EventHandlerGuard implements GenServer<HandlerId<?>, Request<?, ?>, Message<?>> {

	private final EventHandlerBean handler;

	private final ProcessBeans beans;

	private @Nullable EventManagerRef<Object> manager;

	private @Nullable Object bean;

	private boolean added;

	EventHandlerGuard(EventHandlerBean handler, ProcessBeans beans) {
		this.handler = handler;
		this.beans = beans;
	}

	@Override
	public InitResult<HandlerId<?>> init(ProcessContext self) {
		EventManagerRef<Object> manager = ProcessDirectory.of(self.system()).eventManagerRef(this.handler.manager());
		this.manager = manager;
		EventHandler<?, Object, ?> bean = this.handler.create();
		this.bean = bean;
		return switch (manager.addSupervisedHandler(self, bean)) {
			case AddHandlerResult.Added(HandlerId<?> id) -> {
				this.added = true;
				yield InitResult.ok(id);
			}
			case AddHandlerResult.Failed failed -> InitResult.stop(failed.reason());
		};
	}

	@Override
	public CastResult<HandlerId<?>> handleInfo(Object message, HandlerId<?> id) throws Exception {
		return switch (message) {
			case HandlerExit exit -> {
				this.added = false;
				yield CastResult.stop(isInOrder(exit.reason()) ? ExitReason.NORMAL : exit.reason(), id);
			}
			// the manager was killed
			case Exit exit -> CastResult.stop(exit.reason(), id);
			default -> GenServer.super.handleInfo(message, id);
		};
	}

	// it removed itself, somebody deleted it, or it named its successor
	private static boolean isInOrder(ExitReason reason) {
		return reason.isNormal() || (reason instanceof ExitReason.Tagged tagged && tagged.tag().equals("swapped"));
	}

	@Override
	public void terminate(ExitReason reason, HandlerId<?> id) {
		EventManagerRef<Object> manager = this.manager;
		if (this.added && manager != null) {
			try {
				manager.deleteHandler(id, reason);
			}
			catch (CallException gone) {
				// the manager, and the handler with it
			}
		}
		destroy();
	}

	private void destroy() {
		Object bean = this.bean;
		if (bean != null) {
			this.bean = null;
			this.handler.destroy(bean);
		}
	}

	@Override
	public void ended(ExitReason reason) {
		if (this.bean != null) {
			this.beans.later("destroy-" + this.handler.name(), this::destroy);
		}
	}

	@Override
	public Class<?> kind() {
		return this.handler.type();
	}

}
