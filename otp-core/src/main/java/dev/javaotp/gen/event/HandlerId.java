package dev.javaotp.gen.event;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a handler is called in its manager: its class, and something more where a manager
 * has several of one class. Erlang's {@code Module} and {@code {Module, Id}}. Nobody
 * checks that an id is used once; the handler added last is meant.
 *
 * @param <H> the class of the handler, which its requests belong to
 * @param module the class of the handler, see {@link EventHandler#kind()}
 * @param id what tells it from others of its class, if anything
 */
public record HandlerId<H>(Class<H> module, @Nullable Object id) {

	public HandlerId {
		Objects.requireNonNull(module, "module");
	}

	/**
	 * Returns the id of a handler that was added without one.
	 * @param <H> the class of the handler
	 * @param module the class of the handler
	 * @return the id
	 */
	public static <H> HandlerId<H> of(Class<H> module) {
		return new HandlerId<>(module, null);
	}

	/**
	 * Returns the id of a handler that was added with one.
	 * @param <H> the class of the handler
	 * @param module the class of the handler
	 * @param id what tells it from others of its class
	 * @return the id
	 */
	public static <H> HandlerId<H> of(Class<H> module, Object id) {
		return new HandlerId<>(module, Objects.requireNonNull(id, "id"));
	}

	@Override
	public String toString() {
		return (this.id != null) ? "{" + this.module.getName() + "," + this.id + "}" : this.module.getName();
	}

}
