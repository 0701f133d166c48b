package dev.javaotp.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.javaotp.conformance.scenario.Scenario;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every scenario does here what it did on Erlang/OTP, whatever the order in which
 * processes get their turn.
 */
class GoldenTraceTests {

	private static final Path SCENARIOS = Path.of("scenarios");

	private static final int ORDERS = 20;

	static Stream<Path> scenarios() throws IOException {
		return Scenario.find(List.of(SCENARIOS)).stream().map(SCENARIOS::relativize);
	}

	@ParameterizedTest
	@MethodSource("scenarios")
	void theTraceIsErlangs(Path scenario) {
		assertThat(VerifyScenarios.differences(SCENARIOS.resolve(scenario), ORDERS)).isEmpty();
	}

	@Test
	void eachFamilyHasScenarios() throws IOException {
		List<String> folders = scenarios().map((scenario) -> scenario.getName(0).toString()).distinct().toList();
		for (Family family : Family.values()) {
			assertThat(folders).contains(family.folder());
		}
	}

}
