package dev.javaotp.spring.supervision;

import java.time.Duration;
import java.util.Map;

import dev.javaotp.supervisor.Restart;
import dev.javaotp.supervisor.Shutdown;
import org.jspecify.annotations.Nullable;

/**
 * What all nodes have in common that supervise others, of whatever kind these are.
 *
 * @param <N> the kind of node, which is what its copies are
 */
abstract sealed class SupervisingNode<N extends SupervisingNode<N>> extends SupervisionNode
		permits SupervisorNode, DynamicNode, PartitionedNode, TasksNode, EventsNode {

	private static final int DEFAULT_MAX_RESTARTS = 3;

	private static final Duration DEFAULT_WITHIN = Duration.ofSeconds(5);

	SupervisingNode(String name, @Nullable Place place, Map<Setting, Given> settings) {
		super(name, place, settings);
	}

	/**
	 * How many restarts below this node within {@link #within()} are allowed; with one
	 * more it gives up: 3 unless set.
	 * @return the number, 0 or more
	 */
	public int maxRestarts() {
		return get(Setting.MAX_RESTARTS, Integer.class, DEFAULT_MAX_RESTARTS);
	}

	/**
	 * Return a copy with another limit of restarts.
	 * @param maxRestarts the number, 0 or more
	 * @return the copy
	 */
	public N maxRestarts(int maxRestarts) {
		return with(settings(Setting.MAX_RESTARTS, maxRestarts));
	}

	/**
	 * The time over which restarts are counted: 5 seconds unless set.
	 * @return the time
	 */
	public Duration within() {
		return get(Setting.WITHIN, Duration.class, DEFAULT_WITHIN);
	}

	/**
	 * Return a copy that counts restarts over another time.
	 * @param within the time in whole seconds, at least one and at most 365 days
	 * @return the copy
	 */
	public N within(Duration within) {
		return with(settings(Setting.WITHIN, within));
	}

	@Override
	public N restart(Restart restart) {
		return with(settings(Setting.RESTART, restart));
	}

	@Override
	public Shutdown shutdown() {
		return get(Setting.SHUTDOWN, Shutdown.class, Shutdown.infinity());
	}

	@Override
	public N shutdown(Shutdown shutdown) {
		return with(settings(Setting.SHUTDOWN, shutdown));
	}

	@Override
	public N shutdown(Duration limit) {
		return shutdown(Shutdown.after(limit));
	}

	@Override
	public N significant(boolean significant) {
		return with(settings(Setting.SIGNIFICANT, significant));
	}

	@Override
	public Duration startTimeout() {
		return get(Setting.START_TIMEOUT, Duration.class, Setting.FOREVER);
	}

	@Override
	public N startTimeout(Duration limit) {
		return with(settings(Setting.START_TIMEOUT, limit));
	}

	@Override
	abstract N with(Map<Setting, Given> settings);

}
