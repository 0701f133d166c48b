package dev.javaotp.spring.supervision;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

import dev.javaotp.supervisor.Restart;
import dev.javaotp.supervisor.Shutdown;
import org.jspecify.annotations.Nullable;

/**
 * A task supervisor: whoever wants something done beside hands it a function, which runs
 * in a process of its own. Made with {@link SupervisionTree#tasks(String)}.
 * <p>
 * Its tasks are temporary unless they were started otherwise; its own restart type is
 * about the supervisor.
 */
public final class TasksNode extends SupervisionNode {

	TasksNode(String name) {
		this(name, null, new EnumMap<>(Setting.class));
	}

	TasksNode(String name, @Nullable Place place, Map<Setting, Given> settings) {
		super(name, place, settings);
	}

	/**
	 * How many restarts of its tasks within {@link #within()} are allowed; with one more
	 * the task supervisor gives up: 3 unless set.
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
	public TasksNode maxRestarts(int maxRestarts) {
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
	public TasksNode within(Duration within) {
		return with(settings(Setting.WITHIN, within));
	}

	/**
	 * How many tasks may run at the same time.
	 * @return the number, or empty if there is no limit
	 */
	public OptionalInt maxChildren() {
		return isSet(Setting.MAX_CHILDREN) ? OptionalInt.of(get(Setting.MAX_CHILDREN, Integer.class, 0))
				: OptionalInt.empty();
	}

	/**
	 * Return a copy with a limit of tasks.
	 * @param maxChildren the number, 1 or more
	 * @return the copy
	 */
	public TasksNode maxChildren(int maxChildren) {
		return with(settings(Setting.MAX_CHILDREN, maxChildren));
	}

	@Override
	public TasksNode restart(Restart restart) {
		return with(settings(Setting.RESTART, restart));
	}

	@Override
	public Shutdown shutdown() {
		return get(Setting.SHUTDOWN, Shutdown.class, Shutdown.infinity());
	}

	@Override
	public TasksNode shutdown(Shutdown shutdown) {
		return with(settings(Setting.SHUTDOWN, shutdown));
	}

	@Override
	public TasksNode shutdown(Duration limit) {
		return shutdown(Shutdown.after(limit));
	}

	@Override
	public TasksNode significant(boolean significant) {
		return with(settings(Setting.SIGNIFICANT, significant));
	}

	@Override
	public Duration startTimeout() {
		return get(Setting.START_TIMEOUT, Duration.class, Setting.FOREVER);
	}

	@Override
	public TasksNode startTimeout(Duration limit) {
		return with(settings(Setting.START_TIMEOUT, limit));
	}

	@Override
	Kind kind() {
		return Kind.TASKS;
	}

	@Override
	TasksNode with(Map<Setting, Given> settings) {
		return new TasksNode(name(), place(), settings);
	}

}
