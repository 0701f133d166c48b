package dev.javaotp.spring.supervision;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.javaotp.spring.supervision.SupervisionNode.Given;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.PlaceholdersResolver;

/**
 * Reads keys and values of one node, or of one entry of {@code otp.processes}.
 */
final class SettingReader {

	private final PlaceholdersResolver placeholders;

	private final Problems problems;

	SettingReader(PlaceholdersResolver placeholders, Problems problems) {
		this.placeholders = placeholders;
		this.problems = problems;
	}

	/**
	 * Read all settings among the entries of a map, and complain about every key that is
	 * not allowed there.
	 * @param noun what the keys belong to, with its article
	 * @param keys the keys that are allowed there
	 */
	Map<Setting, Given> read(Collection<ConfiguredNode> entries, String noun, List<String> keys) {
		Map<Setting, Given> settings = new EnumMap<>(Setting.class);
		for (ConfiguredNode entry : entries) {
			Setting setting = setting(entry.key());
			if (setting != null && keys.contains(setting.key())) {
				Object value = value(entry, setting);
				if (value != null) {
					settings.put(setting, new Given(value, entry.place()));
				}
			}
			else if (keys.stream().noneMatch((key) -> same(key, entry.key()))) {
				this.problems.add(unexpected(entry, setting, noun, keys));
			}
		}
		return settings;
	}

	private SupervisionProblem unexpected(ConfiguredNode entry, @Nullable Setting setting, String noun,
			List<String> keys) {
		String expected = NearestName.oneOf(keys);
		if (setting != null || same("children", entry.key())) {
			String key = (setting != null) ? setting.key() : "children";
			return SupervisionProblem.at(entry.place(), "`" + key + "` is not a key of " + noun + ".")
				.expected(expected);
		}
		return SupervisionProblem
			.at(entry.place(), "There is no key `" + entry.key() + "`" + NearestName.hint(entry.key(), keys))
			.expected(expected);
	}

	private @Nullable Object value(ConfiguredNode entry, Setting setting) {
		if (entry.isMap() || entry.isList()) {
			this.problems.add(SupervisionProblem
				.at(entry.place(), "`" + setting.key() + "` cannot be a " + (entry.isMap() ? "map" : "list") + ".")
				.expected(setting.expected()));
			return null;
		}
		String text = text(entry);
		if (text == null) {
			return null;
		}
		Object value = setting.parse(text);
		if (value == null) {
			String key = setting.key();
			this.problems.add(
					SupervisionProblem.at(entry.place(), "`" + key + "` cannot be `" + text + "`" + hint(setting, text))
						.found(text)
						.expected(setting.expected()));
		}
		return value;
	}

	private static String hint(Setting setting, String text) {
		if (setting.needsUnit() && text.chars().allMatch(Character::isDigit)) {
			return ": it needs a unit.";
		}
		return text.startsWith("${") ? ": the placeholder has no value." : NearestName.hint(text, setting.words());
	}

	/**
	 * Return the text of a value with its placeholders resolved, {@code null} if it is
	 * empty, or cannot be resolved, which is a problem then.
	 */
	@Nullable String text(ConfiguredNode entry) {
		Object value = entry.value();
		if (value == null) {
			return null;
		}
		try {
			String text = String.valueOf(this.placeholders.resolvePlaceholders(value)).strip();
			return text.isEmpty() ? null : text;
		}
		catch (IllegalArgumentException ex) {
			// Spring's resolver throws this for a placeholder that refers to itself.
			this.problems.add(SupervisionProblem
				.at(entry.place(), "The placeholders of `" + entry.key() + "` cannot be resolved: " + ex.getMessage())
				.found(value.toString())
				.expected("a value, or placeholders that lead to one"));
			return null;
		}
	}

	static @Nullable Setting setting(String key) {
		for (Setting setting : Setting.values()) {
			if (same(setting.key(), key)) {
				return setting;
			}
		}
		return null;
	}

	static boolean same(String key, String written) {
		return NearestName.canonical(key).equals(NearestName.canonical(written));
	}

}
