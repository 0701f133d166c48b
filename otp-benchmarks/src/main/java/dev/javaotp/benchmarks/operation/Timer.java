package dev.javaotp.benchmarks.operation;

import java.time.Duration;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/** A process sets a timer, and cancels it. */
public class Timer extends OperationBenchmark {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	/**
	 * Sets one and cancels it at once.
	 * @param blackhole where the time that was left goes
	 */
	@Benchmark
	@OperationsPerInvocation(TIMES)
	public void setAndCancel(Blackhole blackhole) {
		inProcess((self) -> {
			for (int i = 0; i < TIMES; i++) {
				blackhole.consume(self.sendAfter(MINUTE, self.self(), MESSAGE).cancel());
			}
		});
	}

}
