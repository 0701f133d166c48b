package dev.javaotp.spring.process;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.statem.Event;
import org.jspecify.annotations.Nullable;

/**
 * The {@link OnEvent} and {@link OnEnter} methods of a class, by state. Found once and
 * shared by all its processes.
 */
final class EventTable {

	private final States states;

	private final List<Handler> handlers = new ArrayList<>();

	private final boolean entered;

	private final Map<Object, OfState> byState = new ConcurrentHashMap<>();

	/**
	 * Create the table of a class.
	 * @param type the user's class, whose signatures have been checked
	 * @param bean the class that the beans have: another one if they are proxies
	 * @param states the states of the class
	 */
	EventTable(Class<?> type, Class<?> bean, States states) {
		this.states = states;
		HandlerTable.methods(type).forEach((method, annotation) -> {
			if (annotation == OnEvent.class || annotation == OnEnter.class) {
				this.handlers.add(Handler.of(method, ProxyCheck.invocable(method, bean), states));
			}
		});
		this.entered = HandlerTable.methods(type).containsValue(OnEnter.class);
	}

	/** Whether there are methods for the entry of states. */
	boolean isEntered() {
		return this.entered;
	}

	/**
	 * Return the method that handles an event in a state, {@code null} if there is none.
	 */
	@Nullable Handler find(Object state, Kind kind, Object event) {
		for (Dispatch dispatch : of(state).events(kind)) {
			Handler handler = dispatch.find(event);
			if (handler != null) {
				return handler;
			}
		}
		return null;
	}

	/** Return the method for the entry of a state, {@code null} if there is none. */
	@Nullable Handler enter(Object state) {
		return of(state).enter;
	}

	private OfState of(Object state) {
		Object kind = States.kind(state);
		OfState known = this.byState.get(kind);
		return (known != null) ? known : this.byState.computeIfAbsent(kind, OfState::new);
	}

	/** The methods that serve one state, those that fit best first. */
	private final class OfState {

		private final Map<Kind, List<Dispatch>> events = new EnumMap<>(Kind.class);

		private final @Nullable Handler enter;

		OfState(Object state) {
			Handler enter = null;
			for (States.Fit fit : States.Fit.values()) {
				List<Handler> handlers = EventTable.this.states.handlers(EventTable.this.handlers, OnEvent.class, state,
						fit);
				for (Kind kind : Kind.values()) {
					List<Handler> ofKind = handlers.stream().filter((handler) -> Kind.of(handler) == kind).toList();
					this.events.computeIfAbsent(kind, (key) -> new ArrayList<>()).add(new Dispatch(ofKind));
				}
				List<Handler> enters = EventTable.this.states.handlers(EventTable.this.handlers, OnEnter.class, state,
						fit);
				if (enter == null && !enters.isEmpty()) {
					enter = enters.getFirst();
				}
			}
			this.enter = enter;
		}

		List<Dispatch> events(Kind kind) {
			return this.events.getOrDefault(kind, List.of());
		}

	}

	/** How an event came: one that came otherwise never reaches the same method. */
	enum Kind {

		CALL("call"), CAST("cast"), INFO("message"),

		/** A time-out or what the machine told itself. */
		OWN("event");

		private final String text;

		Kind(String text) {
			this.text = text;
		}

		static Kind of(Handler handler) {
			Class<?> accepts = handler.accepts();
			if (accepts == null) {
				return OWN;
			}
			return Request.class.isAssignableFrom(accepts) ? CALL : Message.class.isAssignableFrom(accepts) ? CAST
					: Event.class.isAssignableFrom(accepts) ? OWN : INFO;
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

}
