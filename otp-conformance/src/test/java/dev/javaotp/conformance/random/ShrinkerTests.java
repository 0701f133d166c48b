package dev.javaotp.conformance.random;

import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import dev.javaotp.conformance.scenario.Scenario;

import static org.assertj.core.api.Assertions.assertThat;

class ShrinkerTests {

	private static Scenario shrinkTo(Scenario scenario, String needed) {
		Function<List<Scenario>, List<Scenario>> keep = (
				candidates) -> candidates.stream().filter((candidate) -> candidate.text().contains(needed)).toList();
		return Shrinker.shrink(scenario, keep);
	}

	@Test
	void onlyWhatHasThePropertyIsLeft() {
		Scenario scenario = Scenario.of(Draw.object(
				"family", "server", "name", "large", "why", "", "steps", List.of(Draw.object("op", "cast"),
						Draw.object("op", "call", "msg", List.of(1, 2, "needed", 3)), Draw.object("op", "nop")),
				"script", Draw.object("a", 1)));
		assertThat(shrinkTo(scenario, "needed").text())
			.isEqualTo("{\"family\":\"server\",\"name\":\"large\",\"why\":\"\",\"steps\":[{\"msg\":[\"needed\"]}]}");
	}

	@Test
	void aScenarioThatCannotBeSmallerStaysAsItIs() {
		Scenario scenario = Scenario.of(Draw.object("family", "server", "name", "x", "why", ""));
		assertThat(shrinkTo(scenario, "anything")).isSameAs(scenario);
	}

}
