package dev.javaotp.conformance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
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
		Family family = named(scenario.family())
			.orElseThrow(() -> scenario.fields().invalid("family", "one of " + names()));
		try (ScenarioRun run = family.runner.prepare(scenario.fields(), seed)) {
			return run.trace();
		}
	}

	static Optional<Family> named(String name) {
		return Arrays.stream(values()).filter((family) -> family.folder().equals(name)).findFirst();
	}

	static String names() {
		return Arrays.stream(values()).map(Family::folder).collect(Collectors.joining(", "));
	}

	/** Its name in scenarios, and that of the folder of its scenarios. */
	String folder() {
		return name().toLowerCase(Locale.ROOT);
	}

}
