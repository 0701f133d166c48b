package dev.javaotp.spring.process;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.javaotp.process.ErlangError;
import org.jspecify.annotations.Nullable;

/**
 * Finds the handler for a message by its class: of those that take it, the one with the
 * most specific parameter. What was found is remembered for each class of message.
 */
final class Dispatch {

	private static final Object NOBODY = new Object();

	private final List<Handler> handlers;

	private final Map<Class<?>, Object> found = new ConcurrentHashMap<>();

	Dispatch(List<Handler> handlers) {
		this.handlers = List.copyOf(handlers);
	}

	/**
	 * Return the handler for a message.
	 * @param message the message
	 * @return the handler, or {@code null} if none takes it
	 * @throws ErlangError if two take it and neither is more specific, which could not be
	 * seen before
	 */
	@Nullable Handler find(Object message) {
		Object known = this.found.get(message.getClass());
		if (known == null) {
			known = search(message.getClass());
			this.found.put(message.getClass(), known);
		}
		return (known != NOBODY) ? (Handler) known : null;
	}

	private Object search(Class<?> type) {
		List<Handler> best = mostSpecific(this.handlers, type);
		if (best.size() > 1) {
			throw new ErlangError("Both " + best.get(0) + " and " + best.get(1) + " handle " + type.getName()
					+ ", and neither is more specific: add a handler for " + type.getSimpleName() + " itself");
		}
		return best.isEmpty() ? NOBODY : best.getFirst();
	}

	/**
	 * Return the handlers of a type that no other handler of it is more specific than:
	 * one, unless there is a tie.
	 */
	static List<Handler> mostSpecific(List<Handler> handlers, Class<?> type) {
		List<Handler> candidates = handlers.stream().filter((handler) -> accepts(handler, type)).toList();
		return candidates.stream()
			.filter((handler) -> candidates.stream()
				.noneMatch((other) -> other != handler && isMoreSpecific(other, handler)))
			.toList();
	}

	private static boolean accepts(Handler handler, Class<?> type) {
		Class<?> accepts = handler.accepts();
		return accepts != null && accepts.isAssignableFrom(type);
	}

	private static boolean isMoreSpecific(Handler handler, Handler than) {
		return handler.accepts() != than.accepts() && handler.accepts() != null && accepts(than, handler.accepts());
	}

	boolean isEmpty() {
		return this.handlers.isEmpty();
	}

	List<Handler> handlers() {
		return this.handlers;
	}

}
