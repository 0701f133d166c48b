package dev.javaotp.benchmarks.operation;

import java.util.Collection;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

import static org.assertj.core.api.Assertions.assertThat;

class OperationBenchmarkTests {

	private static final String ALL = "dev\\.javaotp\\.benchmarks\\.operation\\..*";

	@Test
	void eachOperationCanBeRepeatedWithoutFailure() throws RunnerException {
		Collection<RunResult> results = new Runner(new OptionsBuilder().include(ALL)
			.mode(Mode.SingleShotTime)
			.warmupIterations(0)
			.measurementIterations(2)
			.forks(0)
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT)
			.build()).run();
		assertThat(results).allSatisfy((result) -> assertThat(result.getPrimaryResult().getScore()).isPositive())
			.extracting((result) -> result.getParams().getBenchmark())
			.contains(Hop.class.getName() + ".betweenTwoProcesses");
	}

}
