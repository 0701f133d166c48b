package dev.javaotp.conformance;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Links, monitors, aliases, names and exits are what they are in Erlang/OTP, whatever the
 * order in which processes get their turn.
 */
class SignalsConformanceTests {

	private static final int ORDERS = 20;

	static Stream<Scenario> scenarios() {
		return Scenario.family("signals").stream();
	}

	@ParameterizedTest
	@MethodSource("scenarios")
	void theTraceIsErlangs(Scenario scenario) {
		for (int seed = 0; seed < ORDERS; seed++) {
			try (SignalsScenario run = new SignalsScenario(scenario.definition(), seed)) {
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
