package dev.javaotp.conformance;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Supervisors do what Erlang/OTP's do, whatever the order in which processes get their
 * turn.
 */
class SupervisorConformanceTests {

	private static final int ORDERS = 20;

	static Stream<Scenario> scenarios() {
		return Scenario.family("supervisor").stream();
	}

	@ParameterizedTest
	@MethodSource("scenarios")
	void theTraceIsErlangs(Scenario scenario) {
		for (int seed = 0; seed < ORDERS; seed++) {
			try (SupervisorScenario run = new SupervisorScenario(scenario.definition(), seed)) {
				List<Object> trace = run.run();
				List<Object> expected = Scenario.list(scenario.trace());
				for (int i = 0; i < expected.size(); i++) {
					assertThat(trace.get(i)).as("step %d of %s in order %d", i, scenario, seed)
						.isEqualTo(expected.get(i));
				}
				assertThat(trace).hasSameSizeAs(expected);
			}
		}
	}

}
