package dev.javaotp.spring.supervision;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import dev.javaotp.supervisor.Restart;
import dev.javaotp.supervisor.Shutdown;
import org.jspecify.annotations.Nullable;

/**
 * An event manager with its handlers: whatever is told to the manager, each handler
 * hears. Made with {@link SupervisionTree#events(String)}.
 * <p>
 * The manager and the guards of its handlers stand below a supervisor of their own, and
 * what is set here is about that one.
 */
public final class EventsNode extends SupervisionNode {

	EventsNode(String name) {
		this(name, null, new EnumMap<>(Setting.class));
	}

	EventsNode(String name, @Nullable Place place, Map<Setting, Given> settings) {
		super(name, place, settings);
	}

	/**
	 * How many restarts of its manager and handlers within {@link #within()} are allowed;
	 * with one more the supervisor of both gives up: 3 unless set.
	 * @return the number, 0 or more
	 */
	public int maxRestarts() {
		return get(Setting.MAX_RESTARTS, Integer.class, SupervisorNode.DEFAULT_MAX_RESTARTS);
	}

	/**
	 * Return a copy with another limit of restarts.
	 * @param maxRestarts the number, 0 or more
	 * @return the copy
	 */
	public EventsNode maxRestarts(int maxRestarts) {
		return with(settings(Setting.MAX_RESTARTS, maxRestarts));
	}

	/**
	 * The time over which restarts are counted: 5 seconds unless set.
	 * @return the time
	 */
	public Duration within() {
		return get(Setting.WITHIN, Duration.class, SupervisorNode.DEFAULT_WITHIN);
	}

	/**
	 * Return a copy that counts restarts over another time.
	 * @param within the time in whole seconds, at least one and at most 365 days
	 * @return the copy
	 */
	public EventsNode within(Duration within) {
		return with(settings(Setting.WITHIN, within));
	}

	@Override
	public EventsNode restart(Restart restart) {
		return with(settings(Setting.RESTART, restart));
	}

	@Override
	public Shutdown shutdown() {
		return get(Setting.SHUTDOWN, Shutdown.class, Shutdown.infinity());
	}

	@Override
	public EventsNode shutdown(Shutdown shutdown) {
		return with(settings(Setting.SHUTDOWN, shutdown));
	}

	@Override
	public EventsNode shutdown(Duration limit) {
		return shutdown(Shutdown.after(limit));
	}

	@Override
	public EventsNode significant(boolean significant) {
		return with(settings(Setting.SIGNIFICANT, significant));
	}

	@Override
	public Duration startTimeout() {
		return get(Setting.START_TIMEOUT, Duration.class, Setting.FOREVER);
	}

	@Override
	public EventsNode startTimeout(Duration limit) {
		return with(settings(Setting.START_TIMEOUT, limit));
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
