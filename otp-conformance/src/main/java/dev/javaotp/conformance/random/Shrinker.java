package dev.javaotp.conformance.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import dev.javaotp.conformance.scenario.Json;
import dev.javaotp.conformance.scenario.Scenario;

/**
 * Makes a scenario smaller as long as it has a property, such as that two sides disagree
 * on it.
 * <p>
 * It knows nothing of families: it takes a part of a list or a field of an object away,
 * wherever there is one, and tries again. What is left may not be a valid scenario; then
 * it does not have the property. All that could be tried next is tried at once, because
 * asking Erlang about a hundred scenarios takes hardly longer than about one.
 */
public final class Shrinker {

	private static final Set<String> KEPT = Set.of("family", "name", "why");

	private Shrinker() {
	}

	/**
	 * Makes a scenario smaller.
	 * @param scenario one that has the property
	 * @param keep of some scenarios, returns those that have the property, in the same
	 * order
	 * @return the smallest one that was found
	 */
	public static Scenario shrink(Scenario scenario, Function<List<Scenario>, List<Scenario>> keep) {
		Scenario smallest = scenario;
		while (true) {
			List<Scenario> kept = keep.apply(smaller(smallest));
			if (kept.isEmpty()) {
				return smallest;
			}
			smallest = kept.stream().min((one, other) -> Integer.compare(size(one), size(other))).orElseThrow();
		}
	}

	private static int size(Scenario scenario) {
		return Json.write(scenario.fields().values()).length();
	}

	static List<Scenario> smaller(Scenario scenario) {
		List<Scenario> smaller = new ArrayList<>();
		Map<String, Object> values = scenario.fields().values();
		for (Object each : smaller(values)) {
			Map<String, Object> candidate = Json.object(each);
			if (candidate.keySet().containsAll(KEPT)) {
				Map<String, Object> renamed = new LinkedHashMap<>(candidate);
				renamed.put("name", scenario.name());
				smaller.add(Scenario.of(renamed));
			}
		}
		return smaller;
	}

	private static List<Object> smaller(Object value) {
		return switch (value) {
			case Map<?, ?> map -> smallerObjects(Json.object(map));
			case List<?> list -> smallerLists(list);
			case null, default -> List.of();
		};
	}

	private static List<Object> smallerObjects(Map<String, Object> object) {
		List<Object> smaller = new ArrayList<>();
		for (Map.Entry<String, Object> entry : object.entrySet()) {
			if (KEPT.contains(entry.getKey())) {
				continue;
			}
			Map<String, Object> without = new LinkedHashMap<>(object);
			without.remove(entry.getKey());
			smaller.add(without);
			for (Object value : smaller(entry.getValue())) {
				Map<String, Object> with = new LinkedHashMap<>(object);
				with.put(entry.getKey(), value);
				smaller.add(with);
			}
		}
		return smaller;
	}

	private static List<Object> smallerLists(List<?> list) {
		List<Object> smaller = new ArrayList<>();
		for (int length = list.size(); length >= 1; length /= 2) {
			for (int from = 0; from + length <= list.size(); from += length) {
				List<Object> without = new ArrayList<>(list.subList(0, from));
				without.addAll(list.subList(from + length, list.size()));
				smaller.add(without);
			}
		}
		for (int i = 0; i < list.size(); i++) {
			for (Object value : smaller(list.get(i))) {
				List<Object> with = new ArrayList<>(list);
				with.set(i, value);
				smaller.add(with);
			}
		}
		return smaller;
	}

}
