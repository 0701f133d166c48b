package dev.javaotp.gen.statem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;

/**
 * What is to become of a machine when an event has been handled: collected from the
 * event's own actions and those of the state enter calls that follow.
 */
final class Turn {

	Object state;

	Object data;

	boolean postponed;

	final List<Event<Request<?, ?>, Message<?>>> inserted = new ArrayList<>(2);

	// in the order in which they were set last
	private final Map<TimeoutType, Action.OfTimeout> timeouts = new LinkedHashMap<>(4);

	Turn(Object state, Object data) {
		this.state = state;
		this.data = data;
	}

	void add(Action.OfTimeout action) {
		this.timeouts.remove(action.type());
		this.timeouts.put(action.type(), action);
	}

	Collection<Action.OfTimeout> timeouts() {
		return this.timeouts.values();
	}

}
