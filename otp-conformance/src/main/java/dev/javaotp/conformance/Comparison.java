package dev.javaotp.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import dev.javaotp.conformance.random.ScenarioGenerator;
import dev.javaotp.conformance.random.Shrinker;
import dev.javaotp.conformance.scenario.InvalidScenarioException;
import dev.javaotp.conformance.scenario.Json;
import dev.javaotp.conformance.scenario.Scenario;
import dev.javaotp.conformance.scenario.TraceDifferences;

/**
 * Runs scenarios on both sides. What Erlang does differently when asked again is set
 * aside: it proves nothing.
 */
final class Comparison {

	// how often Erlang is asked again before it is believed
	private static final int AGAIN = 3;

	// a time-out that OTP 25's gen_statem lost track of: an info event {timeout, Ref,
	// Name}
	private static final String LEAKED_TIMEOUT = "\"timeout:ref:";

	// of one round of shrinking; what is taken away first is most
	private static final int CANDIDATES = 240;

	/**
	 * A scenario on which the two sides disagree.
	 *
	 * @param scenario the scenario
	 * @param erlang Erlang's trace, as it stands in a file
	 * @param differences what is different here
	 */
	record Disagreement(Scenario scenario, Object erlang, List<String> differences) {
	}

	/**
	 * What came of some scenarios.
	 *
	 * @param compared how many have a trace on both sides
	 * @param disagreements those with different ones
	 * @param defects those with which Erlang shows a defect of its own that is known
	 * @param unstable those with different ones on Erlang alone
	 * @param untraced those that Erlang could not run
	 */
	record Outcome(int compared, List<Disagreement> disagreements, List<Scenario> defects, List<Scenario> unstable,
			List<Scenario> untraced) {
	}

	private final Erlang erlang;

	private final int orders;

	Comparison(Erlang erlang, int orders) {
		this.erlang = erlang;
		this.orders = orders;
	}

	Outcome of(List<Scenario> scenarios) {
		Map<String, Object> traces = this.erlang.traces(scenarios);
		// a machine that is too busy for timers comes to rest
		for (int i = 0; i < AGAIN && traces.size() < scenarios.size(); i++) {
			traces.putAll(this.erlang
				.traces(scenarios.stream().filter((scenario) -> !traces.containsKey(scenario.name())).toList()));
		}
		List<Disagreement> different = new ArrayList<>();
		List<Scenario> defects = new ArrayList<>();
		List<Scenario> untraced = new ArrayList<>();
		for (Scenario scenario : scenarios) {
			Object trace = traces.get(scenario.name());
			if (trace == null) {
				untraced.add(scenario);
				continue;
			}
			if (Json.write(trace).contains(LEAKED_TIMEOUT)) {
				defects.add(scenario);
				continue;
			}
			List<String> differences = differences(scenario, trace);
			if (!differences.isEmpty()) {
				different.add(new Disagreement(scenario, trace, differences));
			}
		}
		List<Disagreement> disagreements = askAgain(different);
		List<Scenario> unstable = new ArrayList<>(different.stream().map(Disagreement::scenario).toList());
		unstable.removeAll(disagreements.stream().map(Disagreement::scenario).toList());
		return new Outcome(scenarios.size() - untraced.size(), disagreements, defects, unstable, untraced);
	}

	private List<String> differences(Scenario scenario, Object trace) {
		for (int seed = 0; seed < this.orders; seed++) {
			List<String> differences;
			try {
				differences = TraceDifferences.between(trace(trace), Family.trace(scenario, seed));
			}
			catch (RuntimeException ex) {
				differences = List.of("fails here: " + ex);
			}
			if (!differences.isEmpty()) {
				return differences;
			}
		}
		return List.of();
	}

	private List<Disagreement> askAgain(List<Disagreement> different) {
		List<Disagreement> sure = different;
		for (int i = 0; i < AGAIN && !sure.isEmpty(); i++) {
			Map<String, Object> again = this.erlang.traces(sure.stream().map(Disagreement::scenario).toList());
			sure = sure.stream()
				.filter((disagreement) -> disagreement.erlang().equals(again.get(disagreement.scenario().name())))
				.toList();
		}
		return sure;
	}

	/**
	 * Makes the scenario of a disagreement as small as it gets.
	 * @param disagreement the disagreement
	 * @param progress told how large the scenario still is
	 * @return the smallest one that was found
	 */
	Disagreement shrink(Disagreement disagreement, Consumer<Scenario> progress) {
		Map<String, Disagreement> found = new LinkedHashMap<>();
		Scenario smallest = Shrinker.shrink(disagreement.scenario(), (candidates) -> {
			List<Scenario> valid = candidates.stream().filter(Comparison::isValid).limit(CANDIDATES).toList();
			List<Scenario> numbered = new ArrayList<>();
			for (int i = 0; i < valid.size(); i++) {
				numbered.add(valid.get(i).withName("candidate" + i));
			}
			List<Scenario> kept = new ArrayList<>();
			for (Disagreement each : of(numbered).disagreements()) {
				Scenario scenario = each.scenario().withName(disagreement.scenario().name());
				kept.add(scenario);
				found.put(scenario.text(), each);
			}
			kept.stream().findFirst().ifPresent(progress);
			return kept;
		});
		Disagreement last = found.getOrDefault(smallest.text(), disagreement);
		Map<String, Object> erlang = smallest.document(trace(last.erlang()));
		return new Disagreement(smallest, erlang, last.differences());
	}

	private static Object trace(Object document) {
		return Objects.requireNonNull(((Map<?, ?>) document).get("trace"));
	}

	private static boolean isValid(Scenario scenario) {
		try {
			Family.trace(scenario, 0);
			return new ScenarioGenerator(Family::trace).isPunctual(scenario);
		}
		catch (InvalidScenarioException ex) {
			return false;
		}
		catch (RuntimeException ex) {
			// it fails here, perhaps not on Erlang
			return true;
		}
	}

}
