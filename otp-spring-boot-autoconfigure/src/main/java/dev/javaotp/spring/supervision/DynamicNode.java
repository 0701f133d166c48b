package dev.javaotp.spring.supervision;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

import dev.javaotp.supervisor.Restart;
import dev.javaotp.supervisor.Shutdown;
import org.jspecify.annotations.Nullable;

/**
 * A dynamic supervisor: any number of processes of one kind, started on demand. Made with
 * {@link SupervisionTree#dynamic(String, ProcessNode)}.
 * <p>
 * As every node it is itself a child of the supervisor above: its restart type and the
 * way to end it are about the dynamic supervisor; those of its children are set on
 * {@link #each()}.
 */
public final class DynamicNode extends SupervisionNode {

	private final ProcessNode each;

	DynamicNode(String name, ProcessNode each) {
		this(name, null, each, new EnumMap<>(Setting.class));
	}

	DynamicNode(String name, @Nullable Place place, ProcessNode each, Map<Setting, Given> settings) {
		super(name, place, settings);
		this.each = each;
	}

	/**
	 * What each child is: the process bean of which it is an instance, which is one that
	 * is started on demand, and how it is restarted and ended.
	 * @return the node that stands for each child
	 */
	public ProcessNode each() {
		return this.each;
	}

	DynamicNode each(ProcessNode each) {
		return new DynamicNode(name(), place(), each, settings());
	}

	/**
	 * How many restarts of its children within {@link #within()} are allowed; with one
	 * more the dynamic supervisor gives up: 3 unless set.
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
	public DynamicNode maxRestarts(int maxRestarts) {
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
	public DynamicNode within(Duration within) {
		return with(settings(Setting.WITHIN, within));
	}

	/**
	 * How many children may run at the same time.
	 * @return the number, or empty if there is no limit
	 */
	public OptionalInt maxChildren() {
		return isSet(Setting.MAX_CHILDREN) ? OptionalInt.of(get(Setting.MAX_CHILDREN, Integer.class, 0))
				: OptionalInt.empty();
	}

	/**
	 * Return a copy with a limit of children.
	 * @param maxChildren the number, 1 or more
	 * @return the copy
	 */
	public DynamicNode maxChildren(int maxChildren) {
		return with(settings(Setting.MAX_CHILDREN, maxChildren));
	}

	@Override
	public DynamicNode restart(Restart restart) {
		return with(settings(Setting.RESTART, restart));
	}

	@Override
	public Shutdown shutdown() {
		return get(Setting.SHUTDOWN, Shutdown.class, Shutdown.infinity());
	}

	@Override
	public DynamicNode shutdown(Shutdown shutdown) {
		return with(settings(Setting.SHUTDOWN, shutdown));
	}

	@Override
	public DynamicNode shutdown(Duration limit) {
		return shutdown(Shutdown.after(limit));
	}

	@Override
	public DynamicNode significant(boolean significant) {
		return with(settings(Setting.SIGNIFICANT, significant));
	}

	@Override
	public Duration startTimeout() {
		return get(Setting.START_TIMEOUT, Duration.class, Setting.FOREVER);
	}

	@Override
	public DynamicNode startTimeout(Duration limit) {
		return with(settings(Setting.START_TIMEOUT, limit));
	}

	@Override
	Kind kind() {
		return Kind.DYNAMIC;
	}

	@Override
	DynamicNode with(Map<Setting, Given> settings) {
		return new DynamicNode(name(), place(), this.each, settings);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return super.equals(other) && other instanceof DynamicNode node && this.each.equals(node.each);
	}

	@Override
	public int hashCode() {
		return super.hashCode();
	}

	@Override
	public String toString() {
		return super.toString() + " of " + this.each;
	}

}
