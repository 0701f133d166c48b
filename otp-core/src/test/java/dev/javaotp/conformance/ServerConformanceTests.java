package dev.javaotp.conformance;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A gen_server calls back, replies and ends as Erlang/OTP's does, whatever the order in
 * which processes get their turn.
 */
class ServerConformanceTests {

	private static final int ORDERS = 20;

	static Stream<Scenario> scenarios() {
		return Scenario.family("server").stream();
	}

	@ParameterizedTest
	@MethodSource("scenarios")
	void theTraceIsErlangs(Scenario scenario) {
		for (int seed = 0; seed < ORDERS; seed++) {
			try (ServerScenario run = new ServerScenario(scenario.definition(), seed)) {
				assertThat(run.run()).as("%s in order %d", scenario, seed).isEqualTo(scenario.trace());
			}
		}
	}

}
