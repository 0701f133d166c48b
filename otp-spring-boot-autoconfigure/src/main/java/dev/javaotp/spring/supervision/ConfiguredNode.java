package dev.javaotp.spring.supervision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * What one property source says, as the tree of maps, lists and values that it was before
 * it was flattened into names such as {@code otp.supervision[0].children[1].process}.
 */
final class ConfiguredNode {

	private final String name;

	private final String key;

	private @Nullable ConfigurationProperty property;

	/** By canonical key, in the order of the source. */
	private final Map<String, ConfiguredNode> entries = new LinkedHashMap<>();

	private final SortedMap<Integer, ConfiguredNode> items = new TreeMap<>();

	private ConfiguredNode(String name, String key) {
		this.name = name;
		this.key = key;
	}

	/**
	 * Read everything below the root from a source; a source that cannot list its names
	 * says nothing.
	 */
	static ConfiguredNode read(ConfigurationPropertySource source, ConfigurationPropertyName root) {
		ConfiguredNode top = new ConfiguredNode(root.toString(), root.toString());
		boolean environment = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
		if (source instanceof IterableConfigurationPropertySource iterable) {
			for (ConfigurationPropertyName name : iterable) {
				if (root.isAncestorOf(name)) {
					top.add(name, root.getNumberOfElements(), environment, source.getConfigurationProperty(name));
				}
			}
		}
		return top;
	}

	private void add(ConfigurationPropertyName name, int depth, boolean environment,
			@Nullable ConfigurationProperty property) {
		ConfiguredNode node = this;
		int i = depth;
		while (i < name.getNumberOfElements()) {
			if (name.isNumericIndex(i)) {
				int index = Integer.parseInt(name.getElement(i++, Form.ORIGINAL));
				String itemName = node.name + "[" + index + "]";
				node = node.items.computeIfAbsent(index, (key) -> new ConfiguredNode(itemName, "[" + key + "]"));
				continue;
			}
			String key = name.getElement(i++, Form.ORIGINAL);
			if (environment && node.hasSettings(this)) {
				// OTP_SUPERVISION_0_MAX_RESTARTS arrives as max.restarts: nobody knows
				// any more which underscore was a dot.
				while (i < name.getNumberOfElements() && !name.isNumericIndex(i)) {
					key += "-" + name.getElement(i++, Form.ORIGINAL);
				}
			}
			String entryKey = key;
			String entryName = node.name + "." + key;
			node = node.entries.computeIfAbsent(NearestName.canonical(key),
					(canonical) -> new ConfiguredNode(entryName, entryKey));
		}
		node.property = property;
	}

	/**
	 * Whether keys that can have dashes stand here: everywhere but at the top, and but
	 * for the names of processes, of which environment variables leave the dashes out.
	 */
	private boolean hasSettings(ConfiguredNode top) {
		return this != top && this != top.entry("processes");
	}

	/**
	 * The full name of the property, such as {@code otp.supervision[0].strategy}.
	 */
	String name() {
		return this.name;
	}

	/**
	 * The last part of the name, as it is written.
	 */
	String key() {
		return this.key;
	}

	/**
	 * The value, or {@code null} where there is none or an empty one.
	 */
	@Nullable Object value() {
		Object value = (this.property != null) ? this.property.getValue() : null;
		return (value == null || value.toString().isEmpty()) ? null : value;
	}

	/**
	 * Whether something stands here, be it an empty value.
	 */
	boolean isPresent() {
		return this.property != null || !this.entries.isEmpty() || !this.items.isEmpty();
	}

	boolean isMap() {
		return !this.entries.isEmpty();
	}

	boolean isList() {
		return !this.items.isEmpty();
	}

	Collection<ConfiguredNode> entries() {
		return this.entries.values();
	}

	@Nullable ConfiguredNode entry(String key) {
		return this.entries.get(NearestName.canonical(key));
	}

	SortedMap<Integer, ConfiguredNode> items() {
		return this.items;
	}

	/**
	 * Where this is written; for a map or a list, where the first of its values is.
	 */
	Place place() {
		return Place.property(this.name, origin());
	}

	private @Nullable Origin origin() {
		if (this.property != null) {
			Origin origin = Origin.from(this.property);
			// A file with line and column is wrapped in the source that it became.
			return (origin instanceof PropertySourceOrigin wrapper && wrapper.getOrigin() != null) ? wrapper.getOrigin()
					: origin;
		}
		List<ConfiguredNode> parts = new ArrayList<>(this.entries.values());
		parts.addAll(this.items.values());
		return parts.stream().map(ConfiguredNode::origin).filter((origin) -> origin != null).findFirst().orElse(null);
	}

}
