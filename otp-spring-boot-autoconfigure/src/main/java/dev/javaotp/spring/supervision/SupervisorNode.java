package dev.javaotp.spring.supervision;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.javaotp.supervisor.AutoShutdown;
import dev.javaotp.supervisor.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * A supervisor with its children in start order. Made with
 * {@link SupervisionTree#supervisor(String)}.
 */
public final class SupervisorNode extends SupervisingNode<SupervisorNode> {

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
