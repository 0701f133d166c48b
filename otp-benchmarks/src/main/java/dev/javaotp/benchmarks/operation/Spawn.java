package dev.javaotp.benchmarks.operation;

import java.util.concurrent.CountDownLatch;

import dev.javaotp.process.SpawnOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A process starts others, which end at once. */
public class Spawn extends OperationBenchmark {

	/**
	 * Some thousand, until the last has ended.
	 * @throws InterruptedException if it was ended
	 */
	@Benchmark
	@OperationsPerInvocation(TIMES)
	public void andExit() throws InterruptedException {
		CountDownLatch ended = new CountDownLatch(TIMES);
		inProcess((self) -> {
			for (int i = 0; i < TIMES; i++) {
				self.spawn((child) -> ended.countDown(), SpawnOptions.DEFAULTS);
			}
		});
		ended.await();
	}

}
