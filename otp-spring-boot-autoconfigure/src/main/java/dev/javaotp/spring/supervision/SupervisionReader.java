package dev.javaotp.spring.supervision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.javaotp.spring.supervision.SupervisionNode.Given;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

/**
 * Reads {@code otp.supervision} and {@code otp.processes} from the property sources.
 */
final class SupervisionReader {

	/*
	 * Why Spring Boot's binder does not do this. It stops at the first value that it
	 * cannot convert; a key that it does not know is ignored inside a list, even with
	 * ignoreUnknownFields = false; and an element that is not a map ends the list
	 * silently. Each of these would start another tree than the one that was meant.
	 *
	 * What is taken over from it are the rules of relaxed binding, since names come from
	 * Boot's ConfigurationPropertySource, and the rule for lists: the first source that
	 * has any element of otp.supervision supplies all of them. That rule surprises people
	 * who set one element by an environment variable, so a list that came out incomplete
	 * while another one lies beneath it is explained as such. Maps are merged key by key:
	 * that is why otp.processes is one.
	 *
	 * The reader is lenient. What cannot be read is reported and left out, so that the
	 * rest can still be judged; nodes that are left out make the tree incomplete, and
	 * what TreeCheck would say about the gap is not said.
	 */

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("otp");

	private static final String SUPERVISION = "supervision";

	private static final String PROCESSES = "processes";

	private static final String CHILDREN = "children";

	private static final String NODE = Kind.kinds("or") + " with a name, such as `- process: ledger`";

	private final Problems problems;

	private final SettingReader settings;

	/** What the sources say below "otp", the source of the highest precedence first. */
	private final List<ConfiguredNode> sources = new ArrayList<>();

	/** What is missing, which may be so because the list hides another one. */
	private final List<SupervisionProblem> missing = new ArrayList<>();

	/** Whether there is a supervisor that does not even have the key for children. */
	private boolean childless;

	private boolean complete = true;

	private SupervisionReader(Environment environment, Problems problems) {
		this.problems = problems;
		this.settings = new SettingReader(new PropertySourcesPlaceholdersResolver(environment), problems);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			ConfiguredNode root = ConfiguredNode.read(source, ROOT);
			if (root.isPresent()) {
				this.sources.add(root);
			}
		}
	}

	/**
	 * Read everything, adding what is wrong to the problems.
	 */
	static Configured read(Environment environment, Problems problems) {
		SupervisionReader reader = new SupervisionReader(environment, problems);
		reader.checkKeys();
		SupervisionTree tree = SupervisionTree.unchecked(reader.supervision());
		return new Configured(tree, reader.processes(), reader.complete);
	}

	/**
	 * Other features have keys below "otp" too, so only what looks like one of ours is
	 * taken for a slip.
	 */
	private void checkKeys() {
		List<String> keys = List.of(SUPERVISION, PROCESSES);
		for (ConfiguredNode source : this.sources) {
			for (ConfiguredNode entry : source.entries()) {
				String nearest = NearestName.find(entry.key(), keys);
				if (nearest != null && !SettingReader.same(nearest, entry.key())) {
					this.complete &= !nearest.equals(SUPERVISION);
					this.problems.add(
							SupervisionProblem
								.at(entry.place(),
										"There is no key `otp." + entry.key() + "`: did you mean `otp." + nearest
												+ "`?")
								.expected("`otp.supervision` for trees, `otp.processes` for single values by name"));
				}
			}
		}
	}

	private List<SupervisionNode> supervision() {
		List<ConfiguredNode> lists = this.sources.stream()
			.map((source) -> source.entry(SUPERVISION))
			.filter(Objects::nonNull)
			.toList();
		if (lists.isEmpty()) {
			return List.of();
		}
		List<SupervisionNode> nodes = nodes(lists.getFirst());
		Optional<ConfiguredNode> hidden = lists.stream().skip(1).filter(ConfiguredNode::isList).findFirst();
		if ((this.childless || !this.missing.isEmpty()) && hidden.isPresent()) {
			this.problems.add(hides(lists.getFirst(), hidden.get()));
			this.complete = false;
			return List.of();
		}
		this.missing.forEach(this.problems::add);
		return nodes;
	}

	private static SupervisionProblem hides(ConfiguredNode list, ConfiguredNode hidden) {
		int entries = hidden.items().size();
		String byName = byName(list, hidden);
		return SupervisionProblem
			.at(list.place(),
					"This list is incomplete, and it hides the whole list of another source, with "
							+ ((entries == 1) ? "1 entry." : entries + " entries."))
			.other(hidden.place())
			.expected("the whole list in one source, since lists are never merged"
					+ ((byName != null) ? "; a single value is set by name: `" + byName + "`" : ""));
	}

	/**
	 * Find a value that somebody wanted to set in the list that is hidden now, and return
	 * the property with which it can be set.
	 */
	private static @Nullable String byName(ConfiguredNode list, ConfiguredNode hidden) {
		for (Map.Entry<Integer, ConfiguredNode> item : list.items().entrySet()) {
			ConfiguredNode meant = hidden.items().get(item.getKey());
			if (meant == null) {
				continue;
			}
			List<Kind> kinds = kinds(meant);
			ConfiguredNode named = kinds.isEmpty() ? null : meant.entry(kinds.getFirst().key());
			Object name = (named != null) ? named.value() : null;
			for (ConfiguredNode entry : item.getValue().entries()) {
				if (entry.value() != null && !Kind.kinds().contains(entry.key()) && name != null) {
					return "otp.processes." + name + "." + entry.key() + "=" + entry.value();
				}
			}
			ConfiguredNode children = item.getValue().entry(CHILDREN);
			ConfiguredNode hiddenChildren = meant.entry(CHILDREN);
			String found = (children != null && hiddenChildren != null) ? byName(children, hiddenChildren) : null;
			if (found != null) {
				return found;
			}
		}
		return null;
	}

	/**
	 * Read the nodes of {@code otp.supervision} or of {@code children}.
	 */
	private List<SupervisionNode> nodes(ConfiguredNode list) {
		if (list.isMap() || list.value() != null) {
			this.problems.add(notA("list", list)
				.expected("a list, in which each node starts with a dash, such as `- process: ledger`"));
			this.complete = false;
		}
		List<SupervisionNode> nodes = new ArrayList<>();
		int next = 0;
		for (Map.Entry<Integer, ConfiguredNode> item : list.items().entrySet()) {
			if (item.getKey() != next) {
				this.missing.add(SupervisionProblem
					.at(item.getValue().place(), "The entry `" + list.name() + "[" + next + "]` is missing.")
					.expected("entries that are numbered from 0 without a gap"));
				this.complete = false;
			}
			next = item.getKey() + 1;
			SupervisionNode node = node(item.getValue());
			if (node != null) {
				nodes.add(node);
			}
			else {
				this.complete = false;
			}
		}
		return nodes;
	}

	private static SupervisionProblem notA(String shape, ConfiguredNode written) {
		Object value = written.value();
		SupervisionProblem problem = SupervisionProblem.at(written.place(),
				"`" + written.key() + "` is not a " + shape + ".");
		return (value != null) ? problem.found(value.toString()) : problem;
	}

	private @Nullable SupervisionNode node(ConfiguredNode item) {
		if (!item.isMap()) {
			notANode(item);
			return null;
		}
		List<Kind> kinds = kinds(item);
		ConfiguredNode named = kinds.isEmpty() ? null : item.entry(kinds.getFirst().key());
		if (named == null) {
			return misspelt(item);
		}
		if (kinds.size() > 1) {
			this.problems.add(
					SupervisionProblem
						.at(named.place(),
								"A node cannot be both " + kinds.getFirst().noun() + " and " + kinds.get(1).noun()
										+ ".")
						.expected(Kind.kinds("or") + "; another node starts with a dash of its own"));
			return null;
		}
		return node(item, kinds.getFirst(), named);
	}

	/**
	 * Return what a node says it is: one kind, unless it is wrong.
	 */
	private static List<Kind> kinds(ConfiguredNode item) {
		List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
		kinds.removeIf((kind) -> item.entry(kind.key()) == null);
		if (kinds.stream().anyMatch(Kind::isOfProcesses)) {
			kinds.remove(Kind.PROCESS);
		}
		return kinds;
	}

	private @Nullable SupervisionNode node(ConfiguredNode item, Kind kind, ConfiguredNode named) {
		return switch (kind) {
			case SUPERVISOR -> supervisor(item, named);
			case PROCESS -> named(item, kind, named, ProcessNode::new);
			case DYNAMIC, PARTITIONED -> ofProcesses(item, kind, named);
			case TASKS -> named(item, kind, named, TasksNode::new);
			case EVENTS -> named(item, kind, named, EventsNode::new);
		};
	}

	private void notANode(ConfiguredNode item) {
		Object value = item.value();
		if (value == null && !item.isList()) {
			this.missing.add(SupervisionProblem.at(item.place(), "This entry of the list is empty.").expected(NODE));
		}
		else {
			SupervisionProblem problem = SupervisionProblem.at(item.place(), "This entry of the list is not a node.")
				.expected(NODE);
			this.problems.add((value != null) ? problem.found(value.toString()) : problem);
		}
	}

	/**
	 * Read a node that does not say what it is: as what it comes nearest to, so that no
	 * more is reported than the one slip.
	 */
	private @Nullable SupervisionNode misspelt(ConfiguredNode item) {
		for (ConfiguredNode entry : item.entries()) {
			String nearest = NearestName.find(entry.key(), Kind.kinds());
			if (nearest != null) {
				this.problems.add(SupervisionProblem
					.at(entry.place(), "There is no key `" + entry.key() + "`: did you mean `" + nearest + "`?")
					.expected(NODE));
				return node(item, Kind.valueOf(nearest.toUpperCase(Locale.ROOT)), entry);
			}
		}
		this.missing.add(
				SupervisionProblem.at(item.place(), "The node says neither " + Kind.kinds("nor") + ".").expected(NODE));
		ConfiguredNode children = item.entry(CHILDREN);
		if (children != null) {
			nodes(children);
		}
		return null;
	}

	private @Nullable SupervisionNode supervisor(ConfiguredNode item, ConfiguredNode named) {
		Map<Setting, Given> settings = settings(item, Kind.SUPERVISOR, named);
		ConfiguredNode children = item.entry(CHILDREN);
		if (children == null) {
			this.childless = true;
		}
		List<SupervisionNode> nodes = (children != null) ? nodes(children) : List.of();
		String name = name(named);
		return (name != null) ? new SupervisorNode(name, named.place(), settings, nodes) : null;
	}

	private @Nullable SupervisionNode ofProcesses(ConfiguredNode item, Kind kind, ConfiguredNode named) {
		Map<Setting, Given> settings = settings(item, kind, named);
		String name = name(named);
		ConfiguredNode process = item.entry(Kind.PROCESS.key());
		if (process == null) {
			this.missing.add(SupervisionProblem.at(named.place(), kind.nounAsSubject() + " has no `process`.")
				.expected("`process` with the name of the process bean of which each child is an instance"));
			return null;
		}
		String bean = name(process);
		if (name == null || bean == null) {
			return null;
		}
		ProcessNode each = new ProcessNode(bean, process.place(), Map.of());
		return (kind == Kind.DYNAMIC) ? new DynamicNode(name, named.place(), each, Map.of()).with(settings)
				: new PartitionedNode(name, named.place(), each, Map.of()).with(settings);
	}

	/** Read a node that has nothing but a name and settings. */
	private @Nullable SupervisionNode named(ConfiguredNode item, Kind kind, ConfiguredNode named, NamedNode node) {
		Map<Setting, Given> settings = settings(item, kind, named);
		String name = name(named);
		return (name != null) ? node.of(name, named.place(), settings) : null;
	}

	private Map<Setting, Given> settings(ConfiguredNode item, Kind kind, ConfiguredNode named) {
		List<ConfiguredNode> entries = new ArrayList<>(item.entries());
		entries.remove(named);
		return this.settings.read(entries, kind.noun(), kind.keys());
	}

	private @Nullable String name(ConfiguredNode entry) {
		String name = (entry.isMap() || entry.isList()) ? null : this.settings.text(entry);
		if (name == null) {
			this.problems.add(SupervisionProblem.at(entry.place(), "`" + entry.key() + "` has no name.")
				.expected("a name, such as `" + entry.key() + ": ledger`"));
		}
		return name;
	}

	/**
	 * Read {@code otp.processes}, merged key by key as a map is: what a source of higher
	 * precedence says hides no more than the same key of the same name.
	 */
	private List<Overrides.Entry> processes() {
		Map<String, Overrides.Entry> overrides = new LinkedHashMap<>();
		for (ConfiguredNode source : this.sources) {
			ConfiguredNode processes = source.entry(PROCESSES);
			if (processes == null) {
				continue;
			}
			if (processes.isList() || processes.value() != null) {
				this.problems.add(notA("map", processes).expected(
						"names of processes and supervisors, each with settings, such as `ledger.shutdown: 10s`"));
			}
			processes.entries().forEach((named) -> override(named.key(), named, overrides));
		}
		return List.copyOf(overrides.values());
	}

	private void override(String name, ConfiguredNode named, Map<String, Overrides.Entry> overrides) {
		if (named.isList() || named.value() != null) {
			this.problems.add(notA("map", named).expected("settings, such as `shutdown: 10s`"));
		}
		Overrides.Entry override = overrides.computeIfAbsent(NearestName.canonical(name),
				(key) -> new Overrides.Entry(name, named.place(), new LinkedHashMap<>()));
		for (ConfiguredNode entry : named.entries()) {
			if (entry.isMap() && SettingReader.setting(entry.key()) == null) {
				// Processes of methods have names with a dot, such as sessions.expire.
				override(name + "." + entry.key(), entry, overrides);
			}
			else {
				override.values().putIfAbsent(NearestName.canonical(entry.key()), entry);
			}
		}
		if (override.values().isEmpty() && !named.entries().isEmpty()) {
			overrides.remove(NearestName.canonical(name));
		}
	}

	/** The constructor of a node. */
	private interface NamedNode {

		SupervisionNode of(String name, Place place, Map<Setting, Given> settings);

	}

	/**
	 * What the configuration declares.
	 *
	 * @param tree the tree as far as it could be read
	 * @param overrides single values by name
	 * @param complete whether the whole tree could be read
	 */
	record Configured(SupervisionTree tree, List<Overrides.Entry> overrides, boolean complete) {
	}

}
