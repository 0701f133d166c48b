package dev.javaotp.spring.supervision;

import java.util.ArrayList;
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
			EnumSet.of(Setting.RESTART, Setting.SHUTDOWN, Setting.SIGNIFICANT, Setting.START_TIMEOUT),
			List.of("process"), List.of()),

	DYNAMIC("dynamic", "a dynamic supervisor", EnumSet.of(Setting.MAX_RESTARTS, Setting.WITHIN, Setting.MAX_CHILDREN,
			Setting.RESTART, Setting.SHUTDOWN, Setting.SIGNIFICANT, Setting.START_TIMEOUT),
			List.of("dynamic", "process"), List.of());

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
	 * The key that makes a node one of this kind.
	 */
	String key() {
		return this.key;
	}

	/**
	 * More than one of the kind in prose.
	 */
	String plural() {
		return (this == PROCESS) ? "processes" : this.noun.substring("a ".length()) + "s";
	}

	/**
	 * The kind in prose, with its article.
	 */
	String noun() {
		return this.noun;
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
