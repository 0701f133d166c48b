package dev.javaotp.spring.supervision;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

/**
 * A task supervisor: whoever wants something done beside hands it a function, which runs
 * in a process of its own. Made with {@link SupervisionTree#tasks(String)}.
 * <p>
 * Its tasks are temporary unless they were started otherwise; its own restart type is
 * about the supervisor.
 */
public final class TasksNode extends SupervisingNode<TasksNode> {

	TasksNode(String name) {
		this(name, null, new EnumMap<>(Setting.class));
	}

	TasksNode(String name, @Nullable Place place, Map<Setting, Given> settings) {
		super(name, place, settings);
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
	Kind kind() {
		return Kind.TASKS;
	}

	@Override
	TasksNode with(Map<Setting, Given> settings) {
		return new TasksNode(name(), place(), settings);
	}

}
