package dev.javaotp.gen.event;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Who takes the place of a handler, and what the one that goes is told. Immutable;
 * refined with the {@code with} methods.
 *
 * @param <E> the events that the successor takes
 * @param next the successor, a new object
 * @param id what tells the successor from others of its class, if anything
 * @param argument what the one that goes gets in {@link HandlerEnd.Swapped}
 */
public record Swap<E>(EventHandler<?, E, ?> next, @Nullable Object id, @Nullable Object argument) {

	public Swap {
		Objects.requireNonNull(next, "next");
	}

	/**
	 * Returns a swap for a handler without an id.
	 * @param <E> the events that the successor takes
	 * @param next the successor, a new object
	 * @return the swap
	 */
	public static <E> Swap<E> to(EventHandler<?, E, ?> next) {
		return new Swap<>(next, null, null);
	}

	/**
	 * Returns this with an id for the successor.
	 * @param id what tells it from others of its class
	 * @return the refined swap
	 */
	public Swap<E> withId(@Nullable Object id) {
		return new Swap<>(this.next, id, this.argument);
	}

	/**
	 * Returns this with something to tell the one that goes.
	 * @param argument what to tell
	 * @return the refined swap
	 */
	public Swap<E> withArgument(@Nullable Object argument) {
		return new Swap<>(this.next, this.id, argument);
	}

	/**
	 * What the successor will be called.
	 * @return its id
	 */
	public HandlerId<?> nextId() {
		return new HandlerId<>(this.next.kind(), this.id);
	}

}
