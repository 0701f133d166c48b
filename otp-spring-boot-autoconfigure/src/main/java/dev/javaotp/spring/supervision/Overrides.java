package dev.javaotp.spring.supervision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.javaotp.spring.supervision.SupervisionNode.Given;

/**
 * Replaces single values by the name of their node: what {@code otp.processes} says. The
 * name of a process bean that is started on demand stands for each child of that kind.
 */
final class Overrides {

	private static final String EACH = "a child of a dynamic supervisor";

	private static final String PARTITION = "a partition";

	/** What makes sense for one of many processes of a kind. */
	private static final List<Setting> OF_EACH = List.of(Setting.RESTART, Setting.SHUTDOWN, Setting.START_TIMEOUT,
			Setting.MAX_MAILBOX, Setting.OVERFLOW);

	private final SettingReader reader;

	private final Problems problems;

	/** By canonical name. */
	private final Map<String, Entry> entries = new LinkedHashMap<>();

	/** By canonical name, what has been read: once, or problems would be told twice. */
	private final Map<String, Map<Setting, Given>> settings = new HashMap<>();

	private final ProcessCatalog catalog;

	/** What can be overridden. */
	private final Set<String> names = new LinkedHashSet<>();

	Overrides(List<Entry> entries, ProcessCatalog catalog, SettingReader reader, Problems problems) {
		this.catalog = catalog;
		this.reader = reader;
		this.problems = problems;
		entries.forEach((entry) -> this.entries.put(NearestName.canonical(entry.name()), entry));
	}

	/**
	 * Return the tree with the values replaced.
	 */
	SupervisionTree apply(SupervisionTree tree) {
		return SupervisionTree.unchecked(apply(tree.nodes()));
	}

	private List<SupervisionNode> apply(List<? extends SupervisionNode> nodes) {
		List<SupervisionNode> result = new ArrayList<>();
		for (SupervisionNode node : nodes) {
			Kind kind = node.kind();
			if (kind != Kind.PROCESS || this.catalog.processes().contains(node.name())) {
				this.names.add(node.name());
			}
			SupervisionNode overridden = node.with(node.settings(settings(node.name(), kind.noun(), kind.settings())));
			result.add(switch (overridden) {
				case SupervisorNode supervisor -> supervisor.children(apply(supervisor.children()));
				case DynamicNode dynamic -> dynamic.each(each(dynamic.each(), EACH));
				case PartitionedNode partitioned -> partitioned.each(each(partitioned.each(), PARTITION));
				case ProcessNode process -> process;
				case TasksNode tasks -> tasks;
				case EventsNode events -> events;
			});
		}
		return result;
	}

	private ProcessNode each(ProcessNode each, String noun) {
		return each.with(each.settings(settings(each.name(), noun, OF_EACH)));
	}

	private Map<Setting, Given> settings(String name, String noun, Collection<Setting> allowed) {
		String canonical = NearestName.canonical(name);
		Entry entry = this.entries.get(canonical);
		if (entry == null) {
			return Map.of();
		}
		return this.settings.computeIfAbsent(canonical,
				(key) -> this.reader.read(entry.values().values(), noun, allowed.stream().map(Setting::key).toList()));
	}

	/**
	 * Add a problem for each name that the tree does not have. To be called after the
	 * values have been replaced, and not for a tree that could not be read as a whole.
	 */
	void checkNames() {
		// A kind that no dynamic supervisor starts yet can be tuned all the same.
		for (String name : this.catalog.dynamicProcesses()) {
			settings(name, EACH, OF_EACH);
			this.names.add(name);
		}
		this.entries.forEach((canonical, entry) -> {
			if (!this.settings.containsKey(canonical)) {
				this.problems.add(unknown(entry));
			}
		});
	}

	private SupervisionProblem unknown(Entry entry) {
		for (String name : this.names) {
			for (String key : entry.values().keySet()) {
				for (Setting setting : Setting.values()) {
					String read = NearestName.canonical(entry.name()) + key;
					if (read.equals(NearestName.canonical(name) + NearestName.canonical(setting.key()))) {
						return SupervisionProblem
							.at(entry.place(),
									"There is nothing named `" + entry.name() + "` in the tree: did you mean `" + name
											+ "`?")
							.expected("`OTP_PROCESSES_" + environment(name) + "_" + environment(setting.key())
									+ "`, since the dashes of a name are left out in environment variables");
					}
				}
			}
		}
		return SupervisionProblem
			.at(entry.place(),
					"There is nothing named `" + entry.name() + "` in the tree"
							+ NearestName.hint(entry.name(), this.names))
			.expected(this.names.isEmpty() ? "a process bean, and the application has none"
					: NearestName.oneOf(this.names));
	}

	private static String environment(String name) {
		return NearestName.canonical(name).toUpperCase(Locale.ROOT);
	}

	/**
	 * What the sources say about one name.
	 *
	 * @param name the name as it is written where it was found first
	 * @param place where that is
	 * @param values by canonical key, the value of highest precedence
	 */
	record Entry(String name, Place place, Map<String, ConfiguredNode> values) {
	}

}
