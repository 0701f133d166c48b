package dev.javaotp.conformance.scenario;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A list of a scenario whose elements have different meanings: what is to be done, and
 * with what.
 */
public final class Items {

	private final Fields fields;

	private final List<?> values;

	private final String path;

	Items(Fields fields, List<?> values, String path) {
		this.fields = fields;
		this.values = values;
		this.path = path;
	}

	/**
	 * The number of elements.
	 * @return how many
	 */
	public int size() {
		return this.values.size();
	}

	/**
	 * An element.
	 * @param index its index
	 * @return its value, {@code null} if there is none
	 */
	public @Nullable Object value(int index) {
		return (index < this.values.size()) ? this.values.get(index) : null;
	}

	/**
	 * A string.
	 * @param index its index
	 * @return its value
	 */
	public String text(int index) {
		if (value(index) instanceof String text) {
			return text;
		}
		throw invalid(index, "a string");
	}

	/**
	 * A number of at least 0.
	 * @param index its index
	 * @return its value
	 */
	public int number(int index) {
		if (value(index) instanceof Integer number && number >= 0) {
			return number;
		}
		throw invalid(index, "a whole number, 0 or more");
	}

	/**
	 * A truth value.
	 * @param index its index
	 * @return its value
	 */
	public boolean flag(int index) {
		if (value(index) instanceof Boolean flag) {
			return flag;
		}
		throw invalid(index, "true or false");
	}

	/**
	 * An element with the wrong value.
	 * @param index its index
	 * @param expected what it should have been
	 * @return what to throw
	 */
	public InvalidScenarioException invalid(int index, String expected) {
		return this.fields.invalidAt(this.path + "[" + index + "]", expected, value(index));
	}

}
