package dev.javaotp.supervisor;

import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A dynamic supervisor: how each of its children is started from an argument, and how
 * many there may be. Immutable; refined with the {@code with} methods. <pre>{@code
 * DynamicSupervisorSpec.of("lines", (String number) -> ChildSpec.server("line", () -> new Line(number)));
 * }</pre>
 *
 * @param <A> what a child is started with; kept for as long as the child lives, and used
 * again for its restarts
 * @param name the name that the process is registered under; {@code null} for none
 * @param child makes the specification of a child from its argument: quick and free of
 * side effects, since it is called again when the child ends; its id is shown in reports
 * only
 * @param intensity how many restarts it makes before it gives up
 * @param maxChildren how many children there may be
 * @param autoShutdown whether it ends when significant children have; as in Erlang, which
 * Elixir does without
 * @param variant whose answers it gives where Elixir's and Erlang's differ
 */
public record DynamicSupervisorSpec<A>(@Nullable String name, Function<A, ChildSpec> child, RestartIntensity intensity,
		int maxChildren, AutoShutdown autoShutdown, Variant variant) {

	/**
	 * What Elixir's {@code DynamicSupervisor} and Erlang's {@code simple_one_for_one}
	 * answer differently.
	 */
	public enum Variant {

		/**
		 * Only a child can be terminated, and there are as many specifications as
		 * children. The default.
		 */
		ELIXIR,

		/**
		 * Terminating a process that is dead already succeeds, whoever it was, and there
		 * is one specification. For code that is ported from Erlang.
		 */
		ERLANG

	}

	/**
	 * Checks the name and the limit.
	 * @throws InvalidSpecException if the name cannot be
	 */
	public DynamicSupervisorSpec {
		Objects.requireNonNull(child, "child");
		Objects.requireNonNull(intensity, "intensity");
		Objects.requireNonNull(autoShutdown, "autoShutdown");
		Objects.requireNonNull(variant, "variant");
		if (name != null) {
			InvalidSpecException.checkName("name of a dynamic supervisor", name);
		}
		if (maxChildren < 0) {
			throw new IllegalArgumentException(
					"The number of children a dynamic supervisor%s may have is %d: expected zero or more"
						.formatted((name != null) ? " '" + name + "'" : "", maxChildren));
		}
	}

	/**
	 * A dynamic supervisor whose children are of one kind.
	 * @param <A> what a child is started with
	 * @param name the name that the process is registered under
	 * @param child makes the specification of a child from its argument
	 * @return the specification
	 */
	public static <A> DynamicSupervisorSpec<A> of(String name, Function<A, ChildSpec> child) {
		return unnamed(child).withName(name);
	}

	/**
	 * A dynamic supervisor that is given the whole specification of each child: Elixir's
	 * way. Costs more memory per child.
	 * @param name the name that the process is registered under
	 * @return the specification
	 */
	public static DynamicSupervisorSpec<ChildSpec> of(String name) {
		return of(name, Function.identity());
	}

	/**
	 * A dynamic supervisor that is not registered under a name.
	 * @param <A> what a child is started with
	 * @param child makes the specification of a child from its argument
	 * @return the specification
	 */
	public static <A> DynamicSupervisorSpec<A> unnamed(Function<A, ChildSpec> child) {
		return new DynamicSupervisorSpec<>(null, child, RestartIntensity.DEFAULT, Integer.MAX_VALUE, AutoShutdown.NEVER,
				Variant.ELIXIR);
	}

	/**
	 * Returns this with a name.
	 * @param name the name that the process is registered under, or {@code null}
	 * @return the refined specification
	 */
	public DynamicSupervisorSpec<A> withName(@Nullable String name) {
		return new DynamicSupervisorSpec<>(name, this.child, this.intensity, this.maxChildren, this.autoShutdown,
				this.variant);
	}

	/**
	 * Returns this with a restart intensity.
	 * @param intensity how many restarts it makes before it gives up
	 * @return the refined specification
	 */
	public DynamicSupervisorSpec<A> withIntensity(RestartIntensity intensity) {
		return new DynamicSupervisorSpec<>(this.name, this.child, intensity, this.maxChildren, this.autoShutdown,
				this.variant);
	}

	/**
	 * Returns this with a limit.
	 * @param maxChildren how many children there may be, those being restarted included
	 * @return the refined specification
	 */
	public DynamicSupervisorSpec<A> withMaxChildren(int maxChildren) {
		return new DynamicSupervisorSpec<>(this.name, this.child, this.intensity, maxChildren, this.autoShutdown,
				this.variant);
	}

	/**
	 * Returns this with automatic shutdown: with {@link AutoShutdown#ALL_SIGNIFICANT} it
	 * ends when a significant child does that is the last child.
	 * @param autoShutdown when it ends by itself
	 * @return the refined specification
	 */
	public DynamicSupervisorSpec<A> withAutoShutdown(AutoShutdown autoShutdown) {
		return new DynamicSupervisorSpec<>(this.name, this.child, this.intensity, this.maxChildren, autoShutdown,
				this.variant);
	}

	/**
	 * Returns this with other answers.
	 * @param variant whose answers it gives
	 * @return the refined specification
	 */
	public DynamicSupervisorSpec<A> withVariant(Variant variant) {
		return new DynamicSupervisorSpec<>(this.name, this.child, this.intensity, this.maxChildren, this.autoShutdown,
				variant);
	}

}
