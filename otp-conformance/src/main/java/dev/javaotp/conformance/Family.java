package dev.javaotp.conformance;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.javaotp.conformance.scenario.Fields;
import dev.javaotp.conformance.scenario.InvalidScenarioException;
import dev.javaotp.conformance.scenario.Scenario;
import dev.javaotp.conformance.scenario.ScenarioRun;
import dev.javaotp.conformance.server.ServerScenario;
import dev.javaotp.conformance.signals.SignalsScenario;
import dev.javaotp.conformance.statem.StatemScenario;
import dev.javaotp.conformance.supervisor.SupervisorScenario;

/**
 * The families of scenarios, and what runs them.
 */
enum Family {

	/** Trees. */
	SUPERVISOR(SupervisorScenario::new),

	/** Links, monitors, aliases, names, exits. */
	SIGNALS(SignalsScenario::new),

	/** A gen_server. */
	SERVER(ServerScenario::new),

	/** A gen_statem. */
	STATEM(StatemScenario::new);

	/** Prepares a run. */
	private interface Runner {

		ScenarioRun prepare(Fields scenario, long seed);

	}

	private final Runner runner;

	Family(Runner runner) {
		this.runner = runner;
	}

	/**
	 * Runs a scenario.
	 * @param scenario the scenario
	 * @param seed what the order of its processes is drawn from
	 * @return its trace
	 * @throws InvalidScenarioException if the scenario is not what its family asks for
	 */
	static Object trace(Scenario scenario, long seed) {
		try (ScenarioRun run = of(scenario).runner.prepare(scenario.fields(), seed)) {
			return run.trace();
		}
	}

	private static Family of(Scenario scenario) {
		for (Family family : values()) {
			if (family.folder().equals(scenario.family())) {
				return family;
			}
		}
		throw scenario.fields()
			.invalid("family",
					"one of " + Arrays.stream(values()).map(Family::folder).collect(Collectors.joining(", ")));
	}

	/** Its name in scenarios, and that of the folder of its scenarios. */
	String folder() {
		return name().toLowerCase(Locale.ROOT);
	}

}
