package dev.javaotp.spring.supervision;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

/**
 * A dynamic supervisor: any number of processes of one kind, started on demand. Made with
 * {@link SupervisionTree#dynamic(String, ProcessNode)}.
 * <p>
 * As every node it is itself a child of the supervisor above: its restart type and the
 * way to end it are about the dynamic supervisor; those of its children are set on
 * {@link #each()}.
 */
public final class DynamicNode extends SupervisingNode<DynamicNode> {

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
	Kind kind() {
		return Kind.DYNAMIC;
	}

	@Override
	DynamicNode with(Map<Setting, Given> settings) {
		// the mailbox of the supervisor itself has no limit
		ProcessNode each = this.each.with(this.each.settings(Setting.ofMailbox(settings, true)));
		return new DynamicNode(name(), place(), each, Setting.ofMailbox(settings, false));
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
