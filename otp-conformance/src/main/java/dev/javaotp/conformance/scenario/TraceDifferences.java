package dev.javaotp.conformance.scenario;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Compares two traces as JSON values, strictly: the order of an array counts and so does
 * which keys are there, the order of keys does not.
 */
public final class TraceDifferences {

	// enough to see what went wrong first, and that it is not all
	private static final int MOST = 12;

	private static final int LONG = 6;

	private final List<String> lines = new ArrayList<>();

	private TraceDifferences() {
	}

	/**
	 * Compares.
	 * @param expected the golden trace
	 * @param found the trace that was made
	 * @return a line for each place where they differ, with what was expected and what
	 * was found there; empty if they are equal
	 */
	public static List<String> between(@Nullable Object expected, @Nullable Object found) {
		TraceDifferences differences = new TraceDifferences();
		differences.compare("trace", expected, found);
		List<String> lines = differences.lines;
		if (lines.size() > MOST) {
			lines = new ArrayList<>(lines.subList(0, MOST));
			lines.add("... and %d more".formatted(differences.lines.size() - MOST));
		}
		return lines;
	}

	private void compare(String where, @Nullable Object expected, @Nullable Object found) {
		switch (expected) {
			case Map<?, ?> object when found instanceof Map<?, ?> other -> compareObjects(where, object, other);
			case List<?> list when found instanceof List<?> other && areParts(list, other) ->
				compareLists(where, list, other);
			case null, default -> {
				if (!same(expected, found)) {
					this.lines.add(where + ": expected " + Json.write(expected) + ", found " + Json.write(found));
				}
			}
		}
	}

	// a list of plain values, an event say, is easier to read as a whole
	private static boolean areParts(List<?> list, List<?> other) {
		return Stream.concat(list.stream(), other.stream())
			.anyMatch((element) -> element instanceof List<?> || element instanceof Map<?, ?>) || list.size() > LONG
				|| other.size() > LONG;
	}

	private void compareObjects(String where, Map<?, ?> expected, Map<?, ?> found) {
		Set<Object> keys = new LinkedHashSet<>(expected.keySet());
		keys.addAll(found.keySet());
		for (Object key : keys) {
			String place = where + "." + key;
			if (!found.containsKey(key)) {
				this.lines.add(place + ": expected " + Json.write(expected.get(key)) + ", found no such key");
			}
			else if (!expected.containsKey(key)) {
				this.lines.add(place + ": expected no such key, found " + Json.write(found.get(key)));
			}
			else {
				compare(place, expected.get(key), found.get(key));
			}
		}
	}

	private void compareLists(String where, List<?> expected, List<?> found) {
		int both = Math.min(expected.size(), found.size());
		for (int i = 0; i < both; i++) {
			compare(where + "[" + i + "]", expected.get(i), found.get(i));
		}
		for (int i = both; i < expected.size(); i++) {
			this.lines.add(where + "[" + i + "]: expected " + Json.write(expected.get(i)) + ", found nothing");
		}
		for (int i = both; i < found.size(); i++) {
			this.lines.add(where + "[" + i + "]: expected nothing, found " + Json.write(found.get(i)));
		}
	}

	private static boolean same(@Nullable Object expected, @Nullable Object found) {
		return switch (expected) {
			case null -> found == null;
			case Number number -> found instanceof Number other && number.longValue() == other.longValue();
			case List<?> list -> found instanceof List<?> other && sameElements(list, other);
			case Map<?, ?> object -> found instanceof Map<?, ?> other && sameKeys(object, other);
			default -> expected.equals(found);
		};
	}

	private static boolean sameElements(List<?> expected, List<?> found) {
		if (expected.size() != found.size()) {
			return false;
		}
		for (int i = 0; i < expected.size(); i++) {
			if (!same(expected.get(i), found.get(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean sameKeys(Map<?, ?> expected, Map<?, ?> found) {
		return expected.keySet().equals(found.keySet())
				&& expected.keySet().stream().allMatch((key) -> same(expected.get(key), found.get(key)));
	}

}
