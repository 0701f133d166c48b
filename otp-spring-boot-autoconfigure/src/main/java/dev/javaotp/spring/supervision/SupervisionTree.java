package dev.javaotp.spring.supervision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The supervisors of an application with everything below them, in start order: a value,
 * nothing of it runs.
 * <p>
 * Usually a tree stands in {@code application.yml}. The same tree can be declared as a
 * bean, for instance by a library that brings its own processes:
 *
 * <pre class="code">
 * &#64;Bean
 * SupervisionTree exchange() {
 * 	return SupervisionTree.of(supervisor("exchange").maxRestarts(3).within(ofSeconds(5))
 * 		.children(process("ledger").shutdown(ofSeconds(10)),
 * 				supervisor("switching").strategy(Strategy.REST_FOR_ONE)
 * 					.children(process("switchboard"),
 * 							dynamic("lines", process("subscriberLine")).maxChildren(100_000),
 * 							process("traffic"))));
 * }
 * </pre>
 *
 * Trees of several beans and the one of the configuration stand side by side; their names
 * must differ. Single values of either can be replaced in the configuration, by name:
 * {@code otp.processes.ledger.shutdown=20s}.
 * <p>
 * Do not declare as a bean what operators of the application are to read or change: they
 * look into {@code application.yml}.
 */
public final class SupervisionTree {

	/**
	 * The name of the supervisor for process beans that no tree mentions. A tree may
	 * declare it itself, at the top, to give it other settings or more children.
	 */
	public static final String DEFAULT_SUPERVISOR = "otp";

	private static final SupervisionTree EMPTY = new SupervisionTree(List.of());

	private final List<SupervisionNode> nodes;

	private SupervisionTree(List<SupervisionNode> nodes) {
		this.nodes = nodes;
	}

	/**
	 * Return a tree with the given supervisors at its top.
	 * @param supervisors the supervisors in start order
	 * @return the tree
	 * @throws InvalidSupervisionException if anything is wrong with it that can be told
	 * without knowing the process beans, with all of it
	 */
	public static SupervisionTree of(SupervisorNode... supervisors) {
		SupervisionTree tree = unchecked(List.of(supervisors));
		Problems problems = new Problems();
		TreeCheck.check(tree, null, /* complete= */ true, problems);
		problems.throwIfAny();
		return tree;
	}

	/**
	 * Return the tree without supervisors.
	 * @return the empty tree
	 */
	public static SupervisionTree empty() {
		return EMPTY;
	}

	/**
	 * Return a supervisor with default settings and without children: the start of a
	 * declaration.
	 * @param name its name: letters, digits and dashes, starting with a letter
	 * @return the supervisor
	 */
	public static SupervisorNode supervisor(String name) {
		return new SupervisorNode(name);
	}

	/**
	 * Return a process with default settings.
	 * @param name the name of a process bean, which becomes the name of the process
	 * @return the process
	 */
	public static ProcessNode process(String name) {
		return new ProcessNode(name);
	}

	/**
	 * Return a dynamic supervisor with default settings.
	 * @param name its name: letters, digits and dashes, starting with a letter
	 * @param each what each of its children is: a process bean that is started on demand
	 * @return the dynamic supervisor
	 */
	public static DynamicNode dynamic(String name, ProcessNode each) {
		return new DynamicNode(name, each);
	}

	/**
	 * Return a partition supervisor with default settings.
	 * @param name its name: letters, digits and dashes, starting with a letter
	 * @param each what each of its partitions is: a process bean with
	 * {@code dynamic = true}, whose {@code @OnStart} may take the number of the partition
	 * @return the partition supervisor
	 */
	public static PartitionedNode partitioned(String name, ProcessNode each) {
		return new PartitionedNode(name, each);
	}

	/**
	 * Return a task supervisor with default settings.
	 * @param name its name: letters, digits and dashes, starting with a letter
	 * @return the task supervisor
	 */
	public static TasksNode tasks(String name) {
		return new TasksNode(name);
	}

	/**
	 * Return an event manager with default settings. Its handlers are the beans that name
	 * it.
	 * @param name its name: letters, digits and dashes, starting with a letter
	 * @return the event manager
	 */
	public static EventsNode events(String name) {
		return new EventsNode(name);
	}

	static SupervisionTree unchecked(List<? extends SupervisionNode> nodes) {
		return nodes.isEmpty() ? EMPTY : new SupervisionTree(List.copyOf(nodes));
	}

	/**
	 * The supervisors at the top, in start order.
	 * @return the supervisors
	 */
	public List<SupervisorNode> supervisors() {
		return this.nodes.stream().map(SupervisorNode.class::cast).toList();
	}

	/**
	 * Find a node anywhere in the tree.
	 * @param name the name as it is declared
	 * @return the node, or empty if there is none of that name
	 */
	public Optional<SupervisionNode> find(String name) {
		return Optional.ofNullable(find(this.nodes, name));
	}

	private static @Nullable SupervisionNode find(List<? extends SupervisionNode> nodes, String name) {
		for (SupervisionNode node : nodes) {
			SupervisionNode found = node.name().equals(name) ? node
					: (node instanceof SupervisorNode supervisor) ? find(supervisor.children(), name) : null;
			if (found != null) {
				return found;
			}
		}
		return null;
	}

	/**
	 * Visit all nodes: each before its children, and these in start order.
	 * @param visitor what to do with a node
	 */
	public void forEach(Consumer<? super SupervisionNode> visitor) {
		forEach(this.nodes, visitor);
	}

	private static void forEach(List<? extends SupervisionNode> nodes, Consumer<? super SupervisionNode> visitor) {
		for (SupervisionNode node : nodes) {
			visitor.accept(node);
			if (node instanceof SupervisorNode supervisor) {
				forEach(supervisor.children(), visitor);
			}
		}
	}

	/**
	 * Return a tree in which those of the given processes that this tree does not mention
	 * stand below the supervisor {@value #DEFAULT_SUPERVISOR}: after the children that it
	 * has, or below a new one-for-one supervisor after all others.
	 * @param processes the names of process beans in the order in which they shall start
	 * @return the tree, the same if it mentions all of them
	 */
	public SupervisionTree withUnmentioned(Collection<String> processes) {
		return withUnmentioned(List.of(), processes);
	}

	/**
	 * Return a tree that mentions the given event managers and processes, in this order,
	 * as {@link #withUnmentioned(Collection)} does.
	 */
	SupervisionTree withUnmentioned(Collection<String> eventManagers, Collection<String> processes) {
		List<SupervisionNode> unmentioned = new ArrayList<>();
		eventManagers.forEach((name) -> unmentioned.add(events(name)));
		processes.forEach((name) -> unmentioned.add(process(name)));
		forEach((node) -> unmentioned
			.removeIf((other) -> other.name().equals(node.name()) && other.kind() == node.kind()));
		if (unmentioned.isEmpty()) {
			return this;
		}
		List<SupervisionNode> nodes = new ArrayList<>(this.nodes);
		int index = indexOfDefaultSupervisor();
		SupervisorNode supervisor = (index != -1) ? (SupervisorNode) nodes.remove(index)
				: supervisor(DEFAULT_SUPERVISOR);
		List<SupervisionNode> children = new ArrayList<>(supervisor.children());
		children.addAll(unmentioned);
		nodes.add((index != -1) ? index : nodes.size(), supervisor.children(children));
		return new SupervisionTree(List.copyOf(nodes));
	}

	private int indexOfDefaultSupervisor() {
		for (int i = 0; i < this.nodes.size(); i++) {
			if (this.nodes.get(i) instanceof SupervisorNode supervisor
					&& supervisor.name().equals(DEFAULT_SUPERVISOR)) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * The nodes at the top; only supervisors once the tree has been checked.
	 */
	List<SupervisionNode> nodes() {
		return this.nodes;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof SupervisionTree tree && this.nodes.equals(tree.nodes);
	}

	@Override
	public int hashCode() {
		return this.nodes.hashCode();
	}

	/**
	 * The tree as an outline: one node a line, children indented, values that were set.
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		outline(this.nodes, "", text);
		return text.toString();
	}

	private static void outline(List<? extends SupervisionNode> nodes, String indent, StringBuilder text) {
		for (SupervisionNode node : nodes) {
			text.append(indent).append(node).append('\n');
			if (node instanceof SupervisorNode supervisor) {
				outline(supervisor.children(), indent + "  ", text);
			}
		}
	}

}
