package dev.javaotp.supervisor;

import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import dev.javaotp.process.ProcessContext;

/**
 * A partition supervisor: how many partitions there are, and how the process of each is
 * started. Immutable; refined with the {@code with} methods. <pre>{@code
 * PartitionSupervisorSpec.of("counters", (partition) -> ChildSpec.server("counter", Counter::new));
 * }</pre>
 *
 * @param name the name that the supervisor is registered under, and found by
 * @param partitions how many partitions there are, at least one
 * @param child makes the specification of a partition from its number, from zero on; free
 * of side effects; its id does not matter, since the child's id is the number
 * @param strategy which partitions are restarted together
 * @param intensity how many restarts it makes before it gives up
 */
public record PartitionSupervisorSpec(String name, int partitions, IntFunction<ChildSpec> child, Strategy strategy,
		RestartIntensity intensity) {

	/**
	 * Checks the name and the number of partitions.
	 * @throws InvalidSpecException if the name cannot be
	 */
	public PartitionSupervisorSpec {
		Objects.requireNonNull(child, "child");
		Objects.requireNonNull(strategy, "strategy");
		Objects.requireNonNull(intensity, "intensity");
		InvalidSpecException.checkName("name of a partition supervisor", name);
		if (partitions < 1) {
			throw new IllegalArgumentException(
					"The number of partitions of partition supervisor '%s' is %d: expected one or more".formatted(name,
							partitions));
		}
	}

	/**
	 * As many partitions as there are processors, each restarted alone, three restarts
	 * within five seconds.
	 * @param name the name that the supervisor is registered under, and found by
	 * @param child makes the specification of a partition from its number
	 * @return the specification
	 */
	public static PartitionSupervisorSpec of(String name, IntFunction<ChildSpec> child) {
		return new PartitionSupervisorSpec(name, Runtime.getRuntime().availableProcessors(), child,
				Strategy.ONE_FOR_ONE, RestartIntensity.DEFAULT);
	}

	/**
	 * Returns this with another number of partitions.
	 * @param partitions how many there are, at least one
	 * @return the refined specification
	 */
	public PartitionSupervisorSpec withPartitions(int partitions) {
		return new PartitionSupervisorSpec(this.name, partitions, this.child, this.strategy, this.intensity);
	}

	/**
	 * Returns this with a strategy.
	 * @param strategy which partitions are restarted together
	 * @return the refined specification
	 */
	public PartitionSupervisorSpec withStrategy(Strategy strategy) {
		return new PartitionSupervisorSpec(this.name, this.partitions, this.child, strategy, this.intensity);
	}

	/**
	 * Returns this with a restart intensity.
	 * @param intensity how many restarts it makes before it gives up
	 * @return the refined specification
	 */
	public PartitionSupervisorSpec withIntensity(RestartIntensity intensity) {
		return new PartitionSupervisorSpec(this.name, this.partitions, this.child, this.strategy, intensity);
	}

	/** What the supervisor does; made in its process, anew for each start. */
	SupervisorSpec supervisorSpec() {
		ProcessContext supervisor = Objects.requireNonNull(ProcessContext.current(), "made outside of a process");
		PartitionTable table = new PartitionTable(supervisor, this);
		ChildSpec[] children = IntStream.range(0, this.partitions)
			.mapToObj((partition) -> table.entered(partition, this.child.apply(partition)))
			.toArray(ChildSpec[]::new);
		return SupervisorSpec.of(this.name)
			.withStrategy(this.strategy)
			.withIntensity(this.intensity)
			.withChildren(children);
	}

}
