package dev.javaotp.test;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.opentest4j.AssertionFailedError;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

class SimulationTestTests {

	private static final List<String> RUNS = new ArrayList<>();

	@BeforeEach
	void forget() {
		RUNS.clear();
	}

	@Test
	void itRunsOncePerSeed() {
		run(Passing.class).testEvents().assertStatistics((counts) -> counts.succeeded(3));
		assertThat(RUNS).containsExactly("before 5", "test 5", "after 5", "before 6", "test 6", "after 6", "before 7",
				"test 7", "after 7");
	}

	@Test
	void eachRunIsNamedAfterItsSeed() {
		assertThat(run(Passing.class).testEvents().started().stream())
			.extracting((event) -> event.getTestDescriptor().getDisplayName())
			.containsExactly("seed 5", "seed 6", "seed 7");
	}

	@Test
	void aFailureNamesItsSeedAndWhatCrashed() {
		EngineExecutionResults results = run(Failing.class);
		results.testEvents().assertStatistics((counts) -> counts.succeeded(1).failed(1));
		Throwable thrown = failure(results);
		assertThat(thrown.getMessage()).matches("""
				(?s)one is not two\\R
				This was seed 2\\. To run it alone: @SimulationTest\\(seed = 2\\), or -Dotp\\.test\\.seed=2
				Processes that had crashed by then:
				  <0\\.\\d+\\.0> \\(.*SimulationTestTests.*\\): \\{java\\.lang\\.IllegalStateException: boom,.*""");
		assertThat(thrown).hasCauseExactlyInstanceOf(AssertionError.class);
		assertThat(thrown.getStackTrace()).isEqualTo(thrown.getCause().getStackTrace());
	}

	@Test
	void whatToolsCompareIsKept() {
		AssertionFailedError thrown = (AssertionFailedError) failure(run(Comparing.class));
		assertThat(thrown.getExpected().getStringRepresentation()).isEqualTo("1");
		assertThat(thrown.getActual().getStringRepresentation()).isEqualTo("2");
	}

	@Test
	void oneSeedCanBeRunAlone() {
		run(Alone.class);
		assertThat(RUNS).containsExactly("test 4711");
	}

	@Test
	void oneSeedCanBeRunAloneByASystemProperty() {
		System.setProperty(SimulationTest.SEED_PROPERTY, "12");
		try {
			run(Passing.class);
		}
		finally {
			System.clearProperty(SimulationTest.SEED_PROPERTY);
		}
		assertThat(RUNS).containsExactly("before 12", "test 12", "after 12");
	}

	@Test
	void aPropertyThatIsNoSeedIsRefused() {
		System.setProperty(SimulationTest.SEED_PROPERTY, "twelve");
		try {
			assertThat(failureOfContainer(run(Passing.class)))
				.hasMessage("the system property otp.test.seed is to be a seed, a whole number, but is \"twelve\"");
		}
		finally {
			System.clearProperty(SimulationTest.SEED_PROPERTY);
		}
	}

	@Test
	void noSeedsAreRefused() {
		assertThat(failureOfContainer(run(Never.class)))
			.hasMessage("@SimulationTest is to run with at least one seed, but says seeds = 0");
	}

	private static EngineExecutionResults run(Class<?> type) {
		return EngineTestKit.engine("junit-jupiter").selectors(selectClass(type)).execute();
	}

	private static Throwable failure(EngineExecutionResults results) {
		return thrown(results.testEvents().failed().stream().findFirst().orElseThrow());
	}

	private static Throwable failureOfContainer(EngineExecutionResults results) {
		return thrown(results.containerEvents().failed().stream().findFirst().orElseThrow());
	}

	private static Throwable thrown(Event event) {
		return event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
	}

	static class Passing {

		@BeforeEach
		void before(Simulation simulation) {
			RUNS.add("before " + simulation.seed());
		}

		@SimulationTest(seeds = 3, firstSeed = 5)
		void test(Simulation simulation) {
			RUNS.add("test " + simulation.seed());
		}

		@AfterEach
		void after(Simulation simulation) {
			RUNS.add("after " + simulation.seed());
		}

	}

	static class Failing {

		@SimulationTest(seeds = 2)
		void test(Simulation simulation) {
			simulation.system().spawn((self) -> {
				throw new IllegalStateException("boom");
			});
			simulation.settle();
			if (simulation.seed() == 2) {
				throw new AssertionError("one is not two");
			}
		}

	}

	static class Comparing {

		@SimulationTest(seeds = 1)
		void test(Simulation simulation) {
			assertThat(2).isEqualTo(1);
		}

	}

	static class Alone {

		@SimulationTest(seed = 4711)
		void test(Simulation simulation) {
			RUNS.add("test " + simulation.seed());
		}

	}

	static class Never {

		@SimulationTest(seeds = 0)
		void test(Simulation simulation) {
			RUNS.add("test " + simulation.seed());
		}

	}

}
