package dev.javaotp.spring.supervision;

import java.util.EnumMap;
import java.util.Map;

import dev.javaotp.supervisor.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * A partition supervisor: so many processes of one kind, of which each key belongs to
 * one. Made with {@link SupervisionTree#partitioned(String, ProcessNode)}.
 * <p>
 * As every node it is itself a child of the supervisor above: its restart type and the
 * way to end it are about the partition supervisor; those of its partitions are set on
 * {@link #each()}.
 */
public final class PartitionedNode extends SupervisingNode<PartitionedNode> {

	private final ProcessNode each;

	PartitionedNode(String name, ProcessNode each) {
		this(name, null, each, new EnumMap<>(Setting.class));
	}

	PartitionedNode(String name, @Nullable Place place, ProcessNode each, Map<Setting, Given> settings) {
		super(name, place, settings);
		this.each = each;
	}

	/**
	 * What each partition is: the process bean of which it is an instance, which is one
	 * with {@code dynamic = true}, and how it is restarted and ended.
	 * @return the node that stands for each partition
	 */
	public ProcessNode each() {
		return this.each;
	}

	PartitionedNode each(ProcessNode each) {
		return new PartitionedNode(name(), place(), each, settings());
	}

	/**
	 * How many partitions there are: one for each processor unless set.
	 * @return the number, 1 or more
	 */
	public int partitions() {
		return get(Setting.PARTITIONS, Integer.class, Runtime.getRuntime().availableProcessors());
	}

	/**
	 * Return a copy with another number of partitions.
	 * @param partitions the number, 1 or more
	 * @return the copy
	 */
	public PartitionedNode partitions(int partitions) {
		return with(settings(Setting.PARTITIONS, partitions));
	}

	/**
	 * Which partitions are restarted when one of them has crashed:
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
	public PartitionedNode strategy(Strategy strategy) {
		return with(settings(Setting.STRATEGY, strategy));
	}

	@Override
	Kind kind() {
		return Kind.PARTITIONED;
	}

	@Override
	PartitionedNode with(Map<Setting, Given> settings) {
		// the mailbox of the supervisor itself has no limit
		ProcessNode each = this.each.with(this.each.settings(Setting.ofMailbox(settings, true)));
		return new PartitionedNode(name(), place(), each, Setting.ofMailbox(settings, false));
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return super.equals(other) && other instanceof PartitionedNode node && this.each.equals(node.each);
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
