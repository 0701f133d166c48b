package dev.javaotp.spring.supervision;

import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An event manager with its handlers: whatever is told to the manager, each handler
 * hears. Made with {@link SupervisionTree#events(String)}.
 * <p>
 * The manager and the guards of its handlers stand below a supervisor of their own, and
 * what is set here is about that one.
 */
public final class EventsNode extends SupervisingNode<EventsNode> {

	EventsNode(String name) {
		this(name, null, new EnumMap<>(Setting.class));
	}

	EventsNode(String name, @Nullable Place place, Map<Setting, Given> settings) {
		super(name, place, settings);
	}

	@Override
	Kind kind() {
		return Kind.EVENTS;
	}

	@Override
	EventsNode with(Map<Setting, Given> settings) {
		return new EventsNode(name(), place(), settings);
	}

}
