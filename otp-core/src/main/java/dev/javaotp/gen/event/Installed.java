package dev.javaotp.gen.event;

import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * A handler in its manager.
 *
 * @param handler the handler, with its types forgotten: a stray event fails the cast that
 * the compiler put into the handler's own method
 * @param id what it is called
 * @param owner who is told of its end, if anybody
 * @param state its state
 */
record Installed(EventHandler<Object, Object, HandlerRequest<?, ?>> handler, HandlerId<?> id, @Nullable Pid owner,
		Object state) {

	@SuppressWarnings("unchecked")
	static Installed of(EventHandler<?, ?, ?> handler, HandlerId<?> id, @Nullable Pid owner, Object state) {
		return new Installed((EventHandler<Object, Object, HandlerRequest<?, ?>>) handler, id, owner, state);
	}

	Installed withState(Object state) {
		return new Installed(this.handler, this.id, this.owner, state);
	}

}
