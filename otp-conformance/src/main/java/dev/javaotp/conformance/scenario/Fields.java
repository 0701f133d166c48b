package dev.javaotp.conformance.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A JSON object of a scenario, which knows where in its file it stands. A field that is
 * missing, or is not what it has to be, is an {@link InvalidScenarioException} that says
 * so.
 * <p>
 * Some fields are read inside the processes of a scenario, where an exception would look
 * like a crash that Erlang should have, too. So whatever is found invalid is also kept
 * for {@link #problem()}.
 */
public final class Fields {

	/** What is wrong with a scenario, shared by all its objects. */
	private static final class Problem {

		private volatile @Nullable InvalidScenarioException first;

	}

	private final Map<String, Object> values;

	private final String path;

	private final Problem problem;

	private Fields(Map<String, Object> values, String path, Problem problem) {
		this.values = values;
		this.path = path;
		this.problem = problem;
	}

	/**
	 * Returns the fields of a whole file.
	 * @param values the fields
	 * @return the fields
	 */
	public static Fields of(Map<String, Object> values) {
		return new Fields(values, "", new Problem());
	}

	/**
	 * Returns an object that was put together from others.
	 * @param others have precedence over the fields of this one
	 * @return the fields of both
	 */
	public Fields with(Map<String, Object> others) {
		Map<String, Object> both = new LinkedHashMap<>(this.values);
		both.putAll(others);
		return new Fields(both, this.path, this.problem);
	}

	/**
	 * Returns the values of all fields.
	 * @return the values by name
	 */
	public Map<String, Object> values() {
		return this.values;
	}

	/**
	 * Whether there is such a field.
	 * @param name its name
	 * @return whether it is there and not null
	 */
	public boolean has(String name) {
		return this.values.get(name) != null;
	}

	/**
	 * A string.
	 * @param name the name of the field
	 * @return its value
	 */
	public String text(String name) {
		return get(name, String.class, "a string");
	}

	/**
	 * A string that may be left out.
	 * @param name the name of the field
	 * @param otherwise what is meant then
	 * @return its value
	 */
	public String text(String name, String otherwise) {
		return (has(name)) ? text(name) : otherwise;
	}

	/**
	 * A string that may be left out.
	 * @param name the name of the field
	 * @return its value, or {@code null}
	 */
	public @Nullable String optionalText(String name) {
		return (has(name)) ? text(name) : null;
	}

	/**
	 * A truth value, false if left out.
	 * @param name the name of the field
	 * @return its value
	 */
	public boolean flag(String name) {
		return has(name) && get(name, Boolean.class, "true or false");
	}

	/**
	 * A truth value that may be left out.
	 * @param name the name of the field
	 * @param otherwise what is meant then
	 * @return its value
	 */
	public boolean flag(String name, boolean otherwise) {
		return (has(name)) ? flag(name) : otherwise;
	}

	/**
	 * A number of at least 0.
	 * @param name the name of the field
	 * @return its value
	 */
	public int number(String name) {
		Object value = this.values.get(name);
		if (value instanceof Integer number && number >= 0) {
			return number;
		}
		throw invalid(name, "a whole number, 0 or more");
	}

	/**
	 * A number of at least 0 that may be left out.
	 * @param name the name of the field
	 * @param otherwise what is meant then
	 * @return its value
	 */
	public int number(String name, int otherwise) {
		return (has(name)) ? number(name) : otherwise;
	}

	/**
	 * A number of milliseconds.
	 * @param name the name of the field
	 * @return the time
	 */
	public Duration millis(String name) {
		return Duration.ofMillis(number(name));
	}

	/**
	 * An object.
	 * @param name the name of the field
	 * @return its fields; none if it is left out
	 */
	public Fields object(String name) {
		return (has(name)) ? fields(this.values.get(name), within(name))
				: new Fields(Map.of(), within(name), this.problem);
	}

	/**
	 * A list of objects.
	 * @param name the name of the field
	 * @return the fields of each; empty if it is left out
	 */
	public List<Fields> objects(String name) {
		return elements(name, Fields::fields);
	}

	/**
	 * An object, or a list whose k-th element is meant the k-th time, and the last one
	 * from then on.
	 * @param name the name of the field
	 * @return at least one
	 */
	public List<Fields> objectOrObjects(String name) {
		List<Fields> all = (this.values.get(name) instanceof List<?>) ? objects(name) : List.of(object(name));
		if (all.isEmpty()) {
			throw invalid(name, "at least one element");
		}
		return all;
	}

	/**
	 * A list of strings.
	 * @param name the name of the field
	 * @return them; empty if it is left out
	 */
	public List<String> texts(String name) {
		return elements(name, (fields, value, where) -> {
			if (value instanceof String text) {
				return text;
			}
			throw fields.invalidAt(where, "a string", value);
		});
	}

	/**
	 * A list of lists, {@code ["reply", "from", "v"]} say.
	 * @param name the name of the field
	 * @return each of them; empty if it is left out
	 */
	public List<Items> lists(String name) {
		return elements(name, (fields, value, where) -> {
			if (value instanceof List<?> list) {
				return new Items(fields, list, where);
			}
			throw fields.invalidAt(where, "a list", value);
		});
	}

	/**
	 * A name of a constant: {@code one_for_one}, {@code never}.
	 * @param name the name of the field
	 * @param type the constants
	 * @param otherwise what is meant if it is left out
	 * @return the constant
	 */
	public <E extends Enum<E>> E constant(String name, Class<E> type, E otherwise) {
		if (!has(name)) {
			return otherwise;
		}
		List<String> names = new ArrayList<>();
		for (E constant : type.getEnumConstants()) {
			String text = constant.name().toLowerCase(Locale.ROOT);
			if (text.equals(this.values.get(name))) {
				return constant;
			}
			names.add(text);
		}
		throw invalid(name, "one of " + String.join(", ", names));
	}

	/**
	 * A field with the wrong value.
	 * @param name the name of the field
	 * @param expected what it should have been
	 * @return what to throw
	 */
	public InvalidScenarioException invalid(String name, String expected) {
		return invalidAt(within(name), expected, this.values.get(name));
	}

	InvalidScenarioException invalidAt(String where, String expected, @Nullable Object found) {
		InvalidScenarioException invalid = new InvalidScenarioException(
				where + ": expected " + expected + ", found " + ((found != null) ? Json.write(found) : "nothing"));
		synchronized (this.problem) {
			if (this.problem.first == null) {
				this.problem.first = invalid;
			}
		}
		return invalid;
	}

	/**
	 * What was found invalid first in this scenario, if anything was.
	 * @return the exception, or {@code null}
	 */
	public @Nullable InvalidScenarioException problem() {
		return this.problem.first;
	}

	private <T> T get(String name, Class<T> type, String expected) {
		Object value = this.values.get(name);
		if (!type.isInstance(value)) {
			throw invalid(name, expected);
		}
		return type.cast(value);
	}

	/** Makes something of an element of a list. */
	private interface Element<T> {

		T make(Fields fields, @Nullable Object value, String where);

	}

	private <T> List<T> elements(String name, Element<T> element) {
		if (!has(name)) {
			return List.of();
		}
		List<T> elements = new ArrayList<>();
		for (Object value : get(name, List.class, "a list")) {
			elements.add(element.make(this, value, within(name) + "[" + elements.size() + "]"));
		}
		return elements;
	}

	private Fields fields(@Nullable Object value, String where) {
		if (value instanceof Map<?, ?>) {
			return new Fields(Json.object(value), where, this.problem);
		}
		throw invalidAt(where, "an object", value);
	}

	private String within(String name) {
		return (this.path.isEmpty()) ? name : this.path + "." + name;
	}

	@Override
	public String toString() {
		return this.path;
	}

}
