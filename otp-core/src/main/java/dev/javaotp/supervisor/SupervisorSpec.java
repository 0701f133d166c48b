package dev.javaotp.supervisor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A static supervisor: what it does when a child ends, and its children in start order.
 * Immutable; refined with the {@code with} methods. Mirrors what {@code init} of an OTP
 * supervisor returns. <pre>{@code
 * SupervisorSpec.of("exchange")
 *     .withStrategy(Strategy.REST_FOR_ONE)
 *     .withChildren(
 *         ChildSpec.server("ledger", Ledger::new),
 *         ChildSpec.server("switchboard", Switchboard::new));
 * }</pre> For many children of one kind that are started on demand use a
 * {@link DynamicSupervisorSpec}.
 *
 * @param name the name that the process is registered under, which also begins the paths
 * of a tree's root; {@code null} for none
 * @param strategy who is restarted together with a child that has ended
 * @param intensity how many restarts it makes before it gives up
 * @param autoShutdown whether it ends when significant children have
 * @param children the children, in start order; ids must differ
 */
public record SupervisorSpec(@Nullable String name, Strategy strategy, RestartIntensity intensity,
		AutoShutdown autoShutdown, List<ChildSpec> children) {

	/**
	 * Checks that the parts fit together.
	 * @throws InvalidSpecException if they do not
	 */
	public SupervisorSpec {
		Objects.requireNonNull(strategy, "strategy");
		Objects.requireNonNull(intensity, "intensity");
		Objects.requireNonNull(autoShutdown, "autoShutdown");
		children = List.copyOf(children);
		if (name != null) {
			InvalidSpecException.checkName("name of a supervisor", name);
		}
		String who = describe(name);
		Set<String> ids = new HashSet<>();
		for (ChildSpec child : children) {
			child.checkUnder(who, autoShutdown);
			if (!ids.add(child.id())) {
				throw InvalidSpecException.duplicateId(who, child.id());
			}
		}
	}

	/**
	 * A supervisor without children: one-for-one, three restarts within five seconds,
	 * without automatic shutdown.
	 * @param name the name that the process is registered under
	 * @return the specification
	 */
	public static SupervisorSpec of(String name) {
		return unnamed().withName(name);
	}

	/**
	 * The same for a supervisor that is not registered under a name.
	 * @return the specification
	 */
	public static SupervisorSpec unnamed() {
		return new SupervisorSpec(null, Strategy.ONE_FOR_ONE, RestartIntensity.DEFAULT, AutoShutdown.NEVER, List.of());
	}

	/**
	 * Returns this with a name.
	 * @param name the name that the process is registered under, or {@code null}
	 * @return the refined specification
	 */
	public SupervisorSpec withName(@Nullable String name) {
		return new SupervisorSpec(name, this.strategy, this.intensity, this.autoShutdown, this.children);
	}

	/**
	 * Returns this with a strategy.
	 * @param strategy who is restarted together
	 * @return the refined specification
	 */
	public SupervisorSpec withStrategy(Strategy strategy) {
		return new SupervisorSpec(this.name, strategy, this.intensity, this.autoShutdown, this.children);
	}

	/**
	 * Returns this with a restart intensity.
	 * @param intensity how many restarts it makes before it gives up
	 * @return the refined specification
	 */
	public SupervisorSpec withIntensity(RestartIntensity intensity) {
		return new SupervisorSpec(this.name, this.strategy, intensity, this.autoShutdown, this.children);
	}

	/**
	 * Returns this with automatic shutdown; to be set before significant children are
	 * added.
	 * @param autoShutdown when it ends by itself
	 * @return the refined specification
	 */
	public SupervisorSpec withAutoShutdown(AutoShutdown autoShutdown) {
		return new SupervisorSpec(this.name, this.strategy, this.intensity, autoShutdown, this.children);
	}

	/**
	 * Returns this with more children, which start after those it has.
	 * @param more the children, in start order
	 * @return the refined specification
	 */
	public SupervisorSpec withChildren(ChildSpec... more) {
		List<ChildSpec> all = new ArrayList<>(this.children);
		all.addAll(Arrays.asList(more));
		return new SupervisorSpec(this.name, this.strategy, this.intensity, this.autoShutdown, all);
	}

	private static String describe(@Nullable String name) {
		return (name != null) ? "Supervisor '" + name + "'" : "A supervisor without a name";
	}

}
