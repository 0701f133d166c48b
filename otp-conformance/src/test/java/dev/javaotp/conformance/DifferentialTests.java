package dev.javaotp.conformance;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.javaotp.conformance.random.ScenarioGenerator;
import dev.javaotp.conformance.scenario.Scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A few hundred scenarios drawn at random do here what they do on Erlang/OTP, which runs
 * them, too. {@link CompareWithErlang} does the same with as many as one likes.
 */
class DifferentialTests {

	// what Erlang's behaviour means in this project
	private static final String RELEASE = "25";

	// timed scenarios take real time over there
	private static final Map<Family, Integer> COUNTS = Map.of(Family.SUPERVISOR, 120, Family.SIGNALS, 200,
			Family.SERVER, 60, Family.STATEM, 60);

	private static final int ORDERS = 5;

	@BeforeAll
	static void needErlang() {
		Optional<String> release = Erlang.release();
		assumeTrue(System.getenv("CI") != null || release.equals(Optional.of(RELEASE)),
				() -> "this test asks Erlang/OTP " + RELEASE + " (erl), found "
						+ release.map((found) -> "release " + found).orElse("none") + " on this machine");
	}

	@ParameterizedTest
	@EnumSource
	void whatIsDrawnDoesHereWhatItDoesOnErlang(Family family) {
		ScenarioGenerator generator = new ScenarioGenerator(Family::trace);
		int count = COUNTS.get(family);
		List<Scenario> scenarios = LongStream.rangeClosed(1, count)
			.mapToObj((seed) -> generator.draw(family.folder(), seed))
			.toList();
		Comparison.Outcome outcome = new Comparison(new Erlang(Path.of("erlang", "oracle")), ORDERS).of(scenarios);
		assertThat(outcome.disagreements()).isEmpty();
		// what is set aside proves nothing; on a machine that is too busy for timers it
		// may be a lot
		assertThat(outcome.compared() - outcome.unstable().size()).isGreaterThan(count / 2);
	}

}
