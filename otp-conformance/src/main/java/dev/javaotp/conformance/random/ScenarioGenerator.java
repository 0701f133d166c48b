package dev.javaotp.conformance.random;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import dev.javaotp.conformance.scenario.Scenario;

/**
 * Draws scenarios: the same one for the same family and seed.
 */
public final class ScenarioGenerator {

	/** Runs scenarios. */
	public interface Runner {

		/**
		 * Runs a scenario.
		 * @param scenario the scenario
		 * @param seed what the order of its processes is drawn from
		 * @return its trace
		 */
		Object trace(Scenario scenario, long seed);

	}

	private final Runner runner;

	/**
	 * Creates a generator.
	 * @param runner runs a scenario and returns its trace; used to find out whether times
	 * are too close to each other
	 */
	public ScenarioGenerator(Runner runner) {
		this.runner = runner;
	}

	/**
	 * Draws a scenario.
	 * @param family its family
	 * @param seed what it is drawn from
	 * @return the scenario
	 */
	public Scenario draw(String family, long seed) {
		for (int attempt = 0;; attempt++) {
			Scenario scenario = scenario(family, seed, new Draw(Objects.hash(family, seed, attempt)));
			if (!isTimed(family) || new TimingMargin(this.runner).isWide(scenario)) {
				return scenario;
			}
		}
	}

	/**
	 * Whether a scenario leaves enough time between one happening and the next for its
	 * trace not to depend on luck.
	 * @param scenario the scenario
	 * @return whether it does
	 */
	public boolean isPunctual(Scenario scenario) {
		return !isTimed(scenario.family()) || new TimingMargin(this.runner).isWide(scenario);
	}

	private static boolean isTimed(String family) {
		return family.equals("server") || family.equals("statem");
	}

	private static Scenario scenario(String family, long seed, Draw draw) {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("family", family);
		values.put("name", "random_%s_%d".formatted(family, seed));
		values.put("why", "Drawn at random, seed %d.".formatted(seed));
		values.putAll(switch (family) {
			case "supervisor" -> new SupervisorGenerator(draw).scenario();
			case "signals" -> new SignalsGenerator(draw).scenario();
			case "server" -> new ServerGenerator(draw).scenario();
			case "statem" -> new StatemGenerator(draw).scenario();
			default -> throw new IllegalArgumentException("there is no generator for family " + family);
		});
		return Scenario.of(values);
	}

}
