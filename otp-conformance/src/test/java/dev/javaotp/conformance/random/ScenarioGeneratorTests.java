package dev.javaotp.conformance.random;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.javaotp.conformance.scenario.Scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ScenarioGeneratorTests {

	// whatever is drawn is punctual enough
	private final ScenarioGenerator generator = new ScenarioGenerator((scenario, seed) -> List.of());

	@ParameterizedTest
	@ValueSource(strings = { "supervisor", "signals", "server", "statem" })
	void aSeedMeansTheSameEachTime(String family) {
		List<String> texts = IntStream.range(0, 50).mapToObj((seed) -> text(family, seed)).toList();
		assertThat(texts).doesNotHaveDuplicates();
		assertThat(IntStream.range(0, 50).mapToObj((seed) -> text(family, seed))).isEqualTo(texts);
	}

	private String text(String family, int seed) {
		return this.generator.draw(family, seed).text();
	}

	@Test
	void thereIsNoGeneratorForAnUnknownFamily() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.generator.draw("agent", 1))
			.withMessage("there is no generator for family agent");
	}

	@Test
	void aScenarioWhoseTraceDependsOnAFewMillisecondsIsNotPunctual() {
		Scenario scenario = Scenario.of(Draw.object("family", "server", "name", "x", "steps",
				List.of(Draw.object("at", 100, "op", "call", "timeout", 30), Draw.object("at", 130, "op", "cast"))));
		ScenarioGenerator late = new ScenarioGenerator((each, seed) -> {
			List<Integer> times = each.fields().objects("steps").stream().map((step) -> step.number("at")).toList();
			int timeout = each.fields().objects("steps").getFirst().number("timeout");
			return (times.get(0) + timeout < times.get(1)) ? "in time" : "late";
		});
		assertThat(late.isPunctual(scenario)).isFalse();
		assertThat(this.generator.isPunctual(scenario)).isTrue();
	}

}
