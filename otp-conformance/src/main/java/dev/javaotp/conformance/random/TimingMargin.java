package dev.javaotp.conformance.random;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import dev.javaotp.conformance.scenario.Fields;
import dev.javaotp.conformance.scenario.InvalidScenarioException;
import dev.javaotp.conformance.scenario.Json;
import dev.javaotp.conformance.random.ScenarioGenerator.Runner;
import dev.javaotp.conformance.scenario.Scenario;

/**
 * Finds out whether a scenario of a timed family leaves enough time between one happening
 * and the next: whether its trace stays the same when each time in it is a little longer
 * or shorter, and in every order of its processes. On Erlang time really passes, and a
 * timer is never quite on time.
 */
final class TimingMargin {

	private static final int MILLIS = 20;

	private static final int TRIES = 12;

	// steps of the same time are done one after the other, and the server may be as fast
	private static final int AT_ONCE = 1;

	private final Runner runner;

	TimingMargin(Runner runner) {
		this.runner = runner;
	}

	/** Whether the trace does not depend on 20 ms more or less. */
	boolean isWide(Scenario scenario) {
		try {
			Object trace = withSlotNumbers(scenario, 0);
			for (int seed = 1; seed <= TRIES; seed++) {
				if (!trace.equals(withSlotNumbers(scenario, -seed))
						|| !trace.equals(withSlotNumbers(shaken(scenario, new Random(seed)), seed))) {
					return false;
				}
			}
			return true;
		}
		catch (InvalidScenarioException ex) {
			// it does not come to rest
			return false;
		}
	}

	// a slot is named after its time, which is not the same in a scenario that was shaken
	private Object withSlotNumbers(Scenario scenario, long seed) {
		Map<Integer, Integer> numbers = new TreeMap<>(Map.of(0, 0));
		int number = 0;
		int last = 0;
		for (Fields step : scenario.fields().objects("steps")) {
			int at = step.number("at");
			number = (at > last + AT_ONCE) ? number + 1 : number;
			last = at;
			numbers.put(at, number);
		}
		return numbered(this.runner.trace(scenario, seed), numbers);
	}

	private static Object numbered(Object trace, Map<Integer, Integer> numbers) {
		return switch (trace) {
			case Map<?, ?> map -> {
				Map<Object, Object> copy = new HashMap<>();
				map.forEach((key, value) -> copy.put(key, (value != null) ? numbered(value, numbers) : "null"));
				yield copy;
			}
			case List<?> list when !list.isEmpty() && list.getFirst() instanceof Integer slot -> {
				List<Object> copy = new ArrayList<>(list);
				copy.set(0, numbers.getOrDefault(slot, -1));
				yield copy;
			}
			case List<?> list -> list.stream().map((element) -> numbered(element, numbers)).toList();
			default -> trace;
		};
	}

	private static Scenario shaken(Scenario scenario, Random random) {
		Map<Object, Integer> times = new HashMap<>();
		Map<String, Object> values = new LinkedHashMap<>(scenario.fields().values());
		values.replaceAll((name, value) -> shaken(name, value, random, times));
		if (random.nextBoolean()) {
			oneAfterTheOther(values);
		}
		return Scenario.of(values);
	}

	private static void oneAfterTheOther(Map<String, Object> scenario) {
		int last = -1;
		for (Fields step : Fields.of(scenario).objects("steps")) {
			last = Math.max(step.number("at"), last + AT_ONCE);
			step.values().put("at", last);
		}
	}

	private static Object shaken(String name, Object value, Random random, Map<Object, Integer> times) {
		return switch (value) {
			case Map<?, ?> map -> {
				Map<String, Object> copy = new LinkedHashMap<>(Json.object(map));
				copy.replaceAll((key, inner) -> shaken(key, inner, random, times));
				yield copy;
			}
			case List<?> list -> {
				List<Object> copy = new ArrayList<>();
				for (int i = 0; i < list.size(); i++) {
					boolean isTime = i == 1 && list.getFirst() instanceof String what
							&& (what.equals("sleep") || what.contains("timeout"));
					copy.add(shaken((isTime) ? "timeout" : "", list.get(i), random, times));
				}
				yield copy;
			}
			// steps of the same time stay so
			case Integer at when name.equals("at") && at > 0 -> times.computeIfAbsent(at, (key) -> at + shake(random));
			case Integer time when (name.equals("timeout") || name.equals("sleep")) && time > 0 -> time + shake(random);
			default -> value;
		};
	}

	private static int shake(Random random) {
		return (random.nextBoolean()) ? MILLIS : -MILLIS;
	}

}
