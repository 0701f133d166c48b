package dev.javaotp.spring.supervision;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.javaotp.supervisor.AutoShutdown;
import dev.javaotp.supervisor.Restart;
import dev.javaotp.supervisor.Shutdown;
import dev.javaotp.supervisor.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * A supervisor with its children in start order. Made with
 * {@link SupervisionTree#supervisor(String)}.
 */
public final class SupervisorNode extends SupervisionNode {

	static final int DEFAULT_MAX_RESTARTS = 3;

	static final Duration DEFAULT_WITHIN = Duration.ofSeconds(5);

	private final List<SupervisionNode> children;

	SupervisorNode(String name) {
		this(name, null, new EnumMap<>(Setting.class), List.of());
	}

	SupervisorNode(String name, @Nullable Place place, Map<Setting, Given> settings, List<SupervisionNode> children) {
		super(name, place, settings);
		this.children = List.copyOf(children);
	}

	/**
	 * The children in the order in which they start; they end in the opposite order.
	 * @return the children
	 */
	public List<SupervisionNode> children() {
		return this.children;
	}

	/**
	 * Return a copy with exactly the given children.
	 * @param children the children in start order
	 * @return the copy
	 */
	public SupervisorNode children(SupervisionNode... children) {
		return children(List.of(children));
	}

	/**
	 * Return a copy with exactly the given children.
	 * @param children the children in start order
	 * @return the copy
	 */
	public SupervisorNode children(List<? extends SupervisionNode> children) {
		return new SupervisorNode(name(), place(), settings(), List.copyOf(children));
	}

	/**
	 * Which children are restarted when one of them has crashed:
	 * {@link Strategy#ONE_FOR_ONE} unless set.
	 * @return the strategy
	 */
	public Strategy strategy() {
		return get(Setting.STRATEGY, Strategy.class, Strategy.ONE_FOR_ONE);
	}

	/**
	 * Return a copy with another strategy.
	 * @param strategy the strategy
	 * @return the copy
	 */
	public SupervisorNode strategy(Strategy strategy) {
		return with(settings(Setting.STRATEGY, strategy));
	}

	/**
	 * How many restarts within {@link #within()} are allowed; with one more the
	 * supervisor gives up: 3 unless set.
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
	public SupervisorNode maxRestarts(int maxRestarts) {
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
	public SupervisorNode within(Duration within) {
		return with(settings(Setting.WITHIN, within));
	}

	/**
	 * Whether the supervisor ends by itself when significant children have ended:
	 * {@link AutoShutdown#NEVER} unless set.
	 * @return when it ends by itself
	 */
	public AutoShutdown autoShutdown() {
		return get(Setting.AUTO_SHUTDOWN, AutoShutdown.class, AutoShutdown.NEVER);
	}

	/**
	 * Return a copy that ends by itself in another case.
	 * @param autoShutdown when it ends by itself
	 * @return the copy
	 */
	public SupervisorNode autoShutdown(AutoShutdown autoShutdown) {
		return with(settings(Setting.AUTO_SHUTDOWN, autoShutdown));
	}

	/**
	 * What becomes of the application when this supervisor, at the top of its tree, gives
	 * up: {@link WhenItGivesUp#LIVENESS} unless set.
	 * @return what then happens
	 */
	public WhenItGivesUp whenItGivesUp() {
		return get(Setting.WHEN_IT_GIVES_UP, WhenItGivesUp.class, WhenItGivesUp.LIVENESS);
	}

	/**
	 * Return a copy that does something else to the application when it gives up. Only
	 * for a supervisor at the top: one further down exits, and the supervisor above it
	 * decides.
	 * @param whenItGivesUp what happens
	 * @return the copy
	 */
	public SupervisorNode whenItGivesUp(WhenItGivesUp whenItGivesUp) {
		return with(settings(Setting.WHEN_IT_GIVES_UP, whenItGivesUp));
	}

	@Override
	public SupervisorNode restart(Restart restart) {
		return with(settings(Setting.RESTART, restart));
	}

	@Override
	public Shutdown shutdown() {
		return get(Setting.SHUTDOWN, Shutdown.class, Shutdown.infinity());
	}

	@Override
	public SupervisorNode shutdown(Shutdown shutdown) {
		return with(settings(Setting.SHUTDOWN, shutdown));
	}

	@Override
	public SupervisorNode shutdown(Duration limit) {
		return shutdown(Shutdown.after(limit));
	}

	@Override
	public SupervisorNode significant(boolean significant) {
		return with(settings(Setting.SIGNIFICANT, significant));
	}

	@Override
	public Duration startTimeout() {
		return get(Setting.START_TIMEOUT, Duration.class, Setting.FOREVER);
	}

	@Override
	public SupervisorNode startTimeout(Duration limit) {
		return with(settings(Setting.START_TIMEOUT, limit));
	}

	@Override
	Kind kind() {
		return Kind.SUPERVISOR;
	}

	@Override
	SupervisorNode with(Map<Setting, Given> settings) {
		return new SupervisorNode(name(), place(), settings, this.children);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return super.equals(other) && other instanceof SupervisorNode node && this.children.equals(node.children);
	}

	@Override
	public int hashCode() {
		return super.hashCode();
	}

}
