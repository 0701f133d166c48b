package dev.javaotp.spring.supervision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a node of the tree can be, and the keys that belong to it.
 */
enum Kind {

	SUPERVISOR("supervisor", "a supervisor",
			EnumSet.of(Setting.STRATEGY, Setting.MAX_RESTARTS, Setting.WITHIN, Setting.AUTO_SHUTDOWN,
					Setting.WHEN_IT_GIVES_UP, Setting.RESTART, Setting.SHUTDOWN, Setting.SIGNIFICANT,
					Setting.START_TIMEOUT),
			List.of("supervisor"), List.of("children")),

	PROCESS("process", "a process",
			EnumSet.of(Setting.RESTART, Setting.SHUTDOWN, Setting.SIGNIFICANT, Setting.START_TIMEOUT,
					Setting.MAX_MAILBOX, Setting.OVERFLOW),
			List.of("process"), List.of()),

	DYNAMIC("dynamic", "a dynamic supervisor",
			EnumSet.of(Setting.MAX_RESTARTS, Setting.WITHIN, Setting.MAX_CHILDREN, Setting.RESTART, Setting.SHUTDOWN,
					Setting.SIGNIFICANT, Setting.START_TIMEOUT, Setting.MAX_MAILBOX, Setting.OVERFLOW),
			List.of("dynamic", "process"), List.of()),

	PARTITIONED("partitioned", "a partition supervisor",
			EnumSet.of(Setting.PARTITIONS, Setting.STRATEGY, Setting.MAX_RESTARTS, Setting.WITHIN, Setting.RESTART,
					Setting.SHUTDOWN, Setting.SIGNIFICANT, Setting.START_TIMEOUT, Setting.MAX_MAILBOX,
					Setting.OVERFLOW),
			List.of("partitioned", "process"), List.of()),

	TASKS("tasks", "a task supervisor",
			EnumSet.of(Setting.MAX_RESTARTS, Setting.WITHIN, Setting.MAX_CHILDREN, Setting.RESTART, Setting.SHUTDOWN,
					Setting.SIGNIFICANT, Setting.START_TIMEOUT),
			List.of("tasks"), List.of()),

	EVENTS("events", "an event manager", EnumSet.of(Setting.MAX_RESTARTS, Setting.WITHIN, Setting.RESTART,
			Setting.SHUTDOWN, Setting.SIGNIFICANT, Setting.START_TIMEOUT, Setting.MAX_MAILBOX, Setting.OVERFLOW),
			List.of("events"), List.of());

	private final String key;

	private final String noun;

	private final Set<Setting> settings;

	private final List<String> keys;

	Kind(String key, String noun, Set<Setting> settings, List<String> before, List<String> after) {
		this.key = key;
		this.noun = noun;
		this.settings = settings;
		List<String> keys = new ArrayList<>(before);
		settings.forEach((setting) -> keys.add(setting.key()));
		keys.addAll(after);
		this.keys = List.copyOf(keys);
	}

	/**
	 * The keys of all kinds, of which a node has one.
	 */
	static List<String> kinds() {
		return Arrays.stream(values()).map(Kind::key).toList();
	}

	/**
	 * The keys of all kinds in prose.
	 * @param or the word before the last one
	 */
	static String kinds(String or) {
		List<String> quoted = kinds().stream().map((key) -> "`" + key + "`").toList();
		return String.join(", ", quoted.subList(0, quoted.size() - 1)) + " " + or + " " + quoted.getLast();
	}

	/**
	 * The key that makes a node one of this kind.
	 */
	String key() {
		return this.key;
	}

	/**
	 * More than one of the kind in prose.
	 */
	String plural() {
		return (this == PROCESS) ? "processes" : withoutArticle() + "s";
	}

	/**
	 * The kind in prose, with its article.
	 */
	String noun() {
		return this.noun;
	}

	/**
	 * The kind in prose, at the beginning of a sentence about one that is known.
	 */
	String nounAsSubject() {
		return "The " + withoutArticle();
	}

	private String withoutArticle() {
		return this.noun.substring(this.noun.indexOf(' ') + 1);
	}

	/**
	 * Whether the children are instances of one process bean, which stands beside the
	 * name.
	 */
	boolean isOfProcesses() {
		return this == DYNAMIC || this == PARTITIONED;
	}

	Set<Setting> settings() {
		return this.settings;
	}

	/**
	 * Every key that a node of this kind may have.
	 */
	List<String> keys() {
		return this.keys;
	}

}
