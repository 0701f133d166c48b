package dev.javaotp.spring.supervision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.javaotp.spring.supervision.SupervisionNode.Given;
import dev.javaotp.supervisor.AutoShutdown;
import dev.javaotp.supervisor.Restart;
import org.jspecify.annotations.Nullable;

/**
 * Judges a finished tree, wherever it was declared: names, process beans, and settings
 * that contradict each other. Values are judged again here, since those that come from
 * Java have not been looked at yet.
 */
final class TreeCheck {

	private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");

	private final @Nullable ProcessCatalog catalog;

	private final boolean complete;

	private final Problems problems;

	/** By canonical name, the first node that has it. */
	private final Map<String, Named> names = new HashMap<>();

	private TreeCheck(@Nullable ProcessCatalog catalog, boolean complete, Problems problems) {
		this.catalog = catalog;
		this.complete = complete;
		this.problems = problems;
	}

	/**
	 * Add everything that is wrong with the tree to the problems.
	 * @param tree the tree
	 * @param catalog the process beans, or {@code null} if they are not known yet
	 * @param complete whether all nodes of the tree could be read; if not, the gaps have
	 * been reported already
	 * @param problems where to add
	 */
	static void check(SupervisionTree tree, @Nullable ProcessCatalog catalog, boolean complete, Problems problems) {
		TreeCheck check = new TreeCheck(catalog, complete, problems);
		tree.nodes().forEach((node) -> check.node(node, List.of()));
	}

	private void node(SupervisionNode node, List<SupervisorNode> ancestors) {
		Place place = place(node, ancestors);
		name(node, place, ancestors);
		node.settings().forEach((setting, given) -> value(setting, given, place));
		if (ancestors.isEmpty()) {
			top(node, place);
		}
		else {
			child(node, place, ancestors.getLast());
		}
		switch (node) {
			case SupervisorNode supervisor -> supervisor(supervisor, place, ancestors);
			case ProcessNode process -> {
				process(process, place);
				mailbox(process, place);
			}
			case DynamicNode dynamic -> each(dynamic, dynamic.each(), "be started on demand by", place);
			case PartitionedNode partitioned -> each(partitioned, partitioned.each(), "be a partition of", place);
			case TasksNode tasks -> {
				// its name and its values are all that can be wrong
			}
			case EventsNode events -> {
				// handlers say themselves to whom they belong
				mailbox(events, place);
			}
		}
	}

	private void name(SupervisionNode node, Place place, List<SupervisorNode> ancestors) {
		String name = node.name();
		// A process has the name of its bean, whatever Spring lets that be.
		if (node instanceof ProcessNode && name.contains("/")) {
			this.problems.add(SupervisionProblem.at(place, "`" + name + "` cannot be the name of a process.")
				.found(name)
				.expected("a process bean without `/` in its name, which separates the names of a path"));
			return;
		}
		if (!(node instanceof ProcessNode) && !NAME.matcher(name).matches()) {
			this.problems.add(SupervisionProblem.at(place, "`" + name + "` cannot be the name of " + noun(node) + ".")
				.found(name)
				.expected("letters, digits and dashes, starting with a letter"));
			return;
		}
		if (name.equals(SupervisionTree.DEFAULT_SUPERVISOR)
				&& !(node instanceof SupervisorNode && ancestors.isEmpty())) {
			this.problems.add(SupervisionProblem
				.at(place, "`otp` is the name of the default supervisor, which stands at the top.")
				.found(name)
				.expected("another name; process beans that no tree mentions go below `otp`"));
			return;
		}
		Named first = this.names.putIfAbsent(NearestName.canonical(name), new Named(node, place));
		if (first != null && node instanceof ProcessNode && isBean(node) && !(first.node() instanceof ProcessNode)) {
			// Said already, when the other one took the name of a bean.
			return;
		}
		if (first != null) {
			this.problems.add(duplicate(node, place, first, ancestors));
		}
		else if (!(node instanceof ProcessNode)) {
			nameOfBean(node, place);
		}
	}

	private boolean isBean(SupervisionNode node) {
		return this.catalog != null && this.catalog.processes().contains(node.name());
	}

	private SupervisionProblem duplicate(SupervisionNode node, Place place, Named first,
			List<SupervisorNode> ancestors) {
		String name = node.name();
		SupervisionNode other = first.node();
		int above = indexOf(node, ancestors);
		if (above != -1) {
			String cycle = path(ancestors.subList(above, ancestors.size())) + " > " + name;
			return SupervisionProblem.at(place, "The supervisor `" + name + "` stands below itself: " + cycle + ".")
				.found(name)
				.expected("a tree, in which no supervisor is above itself")
				.other(first.place());
		}
		if (node instanceof ProcessNode && other instanceof ProcessNode && name.equals(other.name())) {
			return SupervisionProblem.at(place, "The process `" + name + "` stands in two places.")
				.found(name)
				.expected("one place: a process has one supervisor, and many of a kind need a dynamic one")
				.other(first.place());
		}
		String message = !name.equals(other.name())
				? "The names `" + other.name() + "` and `" + name + "` differ in nothing but case and dashes."
				: (node.kind() == other.kind()) ? "Two " + node.kind().plural() + " have the name `" + name + "`."
						: "The name `" + name + "` is given twice, to " + noun(other) + " and to " + noun(node) + ".";
		return SupervisionProblem.at(place, message)
			.found(name)
			.expected("a name of its own for each node, compared without case and dashes")
			.other(first.place());
	}

	private static int indexOf(SupervisionNode node, List<SupervisorNode> ancestors) {
		for (int i = 0; node instanceof SupervisorNode && i < ancestors.size(); i++) {
			if (ancestors.get(i).name().equals(node.name())) {
				return i;
			}
		}
		return -1;
	}

	private void nameOfBean(SupervisionNode node, Place place) {
		if (this.catalog == null) {
			return;
		}
		List<String> beans = new ArrayList<>(this.catalog.processes());
		beans.addAll(this.catalog.dynamicProcesses());
		String canonical = NearestName.canonical(node.name());
		beans.stream()
			.filter((bean) -> NearestName.canonical(bean).equals(canonical))
			.findFirst()
			.ifPresent((bean) -> this.problems.add(SupervisionProblem
				.at(place,
						"`" + node.name() + "` cannot be the name of " + noun(node) + ": there is a process bean `"
								+ bean + "`.")
				.found(node.name())
				.expected("a name that no process bean has, compared without case and dashes")));
	}

	private void value(Setting setting, Given given, Place node) {
		if (!setting.accepts(given.value())) {
			Place place = (given.place() != null) ? given.place() : node;
			String value = Setting.print(given.value());
			this.problems.add(SupervisionProblem.at(place, "`" + setting.key() + "` cannot be `" + value + "`.")
				.found(value)
				.expected(setting.expected()));
		}
	}

	private void top(SupervisionNode node, Place place) {
		if (!(node instanceof SupervisorNode)) {
			this.problems.add(SupervisionProblem
				.at(place, "`" + node.name() + "` stands at the top, where only supervisors can be.")
				.found(node.name())
				.expected(
						"a place among the children of a supervisor; a process bean that is left out goes below `otp`"));
			return;
		}
		for (Setting setting : List.of(Setting.RESTART, Setting.SHUTDOWN, Setting.SIGNIFICANT, Setting.START_TIMEOUT)) {
			if (node.isSet(setting)) {
				this.problems.add(contradiction(node, setting, place,
						"`" + setting.key() + "` is for children, and `" + node.name() + "` stands at the top.",
						"no such key here; `when-it-gives-up` says what happens when a top supervisor ends"));
			}
		}
	}

	private void child(SupervisionNode node, Place place, SupervisorNode parent) {
		if (node.isSet(Setting.WHEN_IT_GIVES_UP)) {
			this.problems.add(contradiction(node, Setting.WHEN_IT_GIVES_UP, place,
					"`when-it-gives-up` is for supervisors at the top, and `" + node.name() + "` stands below `"
							+ parent.name() + "`.",
					"no such key here; when `" + node.name() + "` gives up, `" + parent.name() + "` restarts it"));
		}
		if (node.significant() && node.restart() == Restart.PERMANENT) {
			String unless = node.isSet(Setting.RESTART) ? "" : ", which it is unless `restart` says otherwise";
			this.problems.add(contradiction(node, Setting.SIGNIFICANT, place,
					"`" + node.name() + "` cannot be significant and permanent" + unless + ".",
					"`restart: transient` or `restart: temporary` with it: a permanent child never ends for good"));
		}
		if (node.significant() && parent.autoShutdown() == AutoShutdown.NEVER) {
			this.problems.add(contradiction(node, Setting.SIGNIFICANT, place,
					"`" + node.name() + "` cannot be significant: its supervisor `" + parent.name()
							+ "` never shuts down by itself.",
					"`auto-shutdown: any-significant` or `auto-shutdown: all-significant` at `" + parent.name() + "`"));
		}
	}

	private static SupervisionProblem contradiction(SupervisionNode node, Setting setting, Place nodePlace,
			String message, String expected) {
		Given given = node.settings().get(setting);
		Place place = (given != null && given.place() != null) ? given.place() : nodePlace;
		SupervisionProblem problem = SupervisionProblem.at(place, message).expected(expected);
		return (given != null) ? problem.found(Setting.print(given.value())) : problem;
	}

	private void supervisor(SupervisorNode supervisor, Place place, List<SupervisorNode> ancestors) {
		boolean filledLater = ancestors.isEmpty() && supervisor.name().equals(SupervisionTree.DEFAULT_SUPERVISOR);
		if (supervisor.children().isEmpty() && this.complete && !filledLater) {
			this.problems
				.add(SupervisionProblem.at(place, "The supervisor `" + supervisor.name() + "` has no children.")
					.found(supervisor.name())
					.expected("`children` with at least one node"));
		}
		List<SupervisorNode> path = new ArrayList<>(ancestors);
		path.add(supervisor);
		supervisor.children().forEach((child) -> node(child, path));
	}

	private void process(ProcessNode process, Place place) {
		if (this.catalog == null || this.catalog.processes().contains(process.name())) {
			return;
		}
		String name = process.name();
		if (this.catalog.dynamicProcesses().contains(name)) {
			this.problems.add(
					SupervisionProblem
						.at(place,
								"The process bean `" + name
										+ "` is only started on demand, it cannot stand in the tree.")
						.found(name)
						.expected("`dynamic: <name>` with `process: " + name + "`, or a bean without dynamic = true"));
			return;
		}
		this.problems.add(unknownBean(name, place, this.catalog.processes(), ""));
	}

	/**
	 * Judge what all children of a supervisor are.
	 * @param be what the children are to be to the supervisor
	 */
	private void each(SupervisionNode supervisor, ProcessNode each, String be, Place place) {
		Place eachPlace = (each.place() != null) ? each.place() : place;
		each.settings().forEach((setting, given) -> value(setting, given, eachPlace));
		mailbox(each, eachPlace);
		String noun = noun(supervisor).substring("a ".length());
		if (each.significant()) {
			this.problems.add(contradiction(each, Setting.SIGNIFICANT, eachPlace,
					"The children of the " + noun + " `" + supervisor.name() + "` cannot be significant.",
					"no such key here; a " + noun + " never shuts down by itself"));
		}
		if (this.catalog == null || this.catalog.dynamicProcesses().contains(each.name())) {
			return;
		}
		String name = each.name();
		if (this.catalog.processes().contains(name)) {
			this.problems
				.add(SupervisionProblem
					.at(eachPlace,
							"The process bean `" + name + "` runs once, it cannot " + be + " `" + supervisor.name()
									+ "`.")
					.found(name)
					.expected("`process: " + name + "` as a node of its own, or a bean with dynamic = true"));
			return;
		}
		this.problems.add(unknownBean(name, eachPlace, this.catalog.dynamicProcesses(), " that is started on demand"));
	}

	private void mailbox(SupervisionNode node, Place place) {
		if (this.catalog != null && !this.catalog.takesMessages(node.name())) {
			for (Setting setting : List.of(Setting.MAX_MAILBOX, Setting.OVERFLOW)) {
				if (node.isSet(setting)) {
					this.problems.add(contradiction(node, setting, place,
							"Nobody sends messages to `" + node.name() + "`, which is a @Supervised method.",
							"no such key here"));
				}
			}
			return;
		}
		boolean limited = this.catalog == null || this.catalog.limitsMailbox(node.name());
		if (node.isSet(Setting.OVERFLOW) && !node.isSet(Setting.MAX_MAILBOX) && !limited) {
			this.problems.add(contradiction(node, Setting.OVERFLOW, place,
					"`overflow` says what happens beyond `max-mailbox`, which `" + node.name() + "` does not have.",
					"`max-mailbox` with it, the number of messages that may wait"));
		}
	}

	private static SupervisionProblem unknownBean(String name, Place place, Collection<String> beans, String which) {
		String expected = beans.isEmpty() ? "a process bean" + which + ", and the application has none"
				: NearestName.oneOf(beans);
		return SupervisionProblem
			.at(place, "There is no process bean `" + name + "`" + which + NearestName.hint(name, beans))
			.found(name)
			.expected(expected);
	}

	private static Place place(SupervisionNode node, List<SupervisorNode> ancestors) {
		if (node.place() != null) {
			return node.place();
		}
		return Place.path(ancestors.isEmpty() ? node.name() : path(ancestors) + " > " + node.name());
	}

	private static String path(List<? extends SupervisionNode> nodes) {
		return String.join(" > ", nodes.stream().map(SupervisionNode::name).toList());
	}

	private static String noun(SupervisionNode node) {
		return node.kind().noun();
	}

	private record Named(SupervisionNode node, Place place) {
	}

}
