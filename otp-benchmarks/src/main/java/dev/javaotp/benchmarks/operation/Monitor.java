package dev.javaotp.benchmarks.operation;

import dev.javaotp.process.Pid;
import dev.javaotp.process.SpawnOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** A process watches another, and stops watching it. */
public class Monitor extends OperationBenchmark {

	private Pid other;

	/**
	 * Starts the other.
	 * @param blackhole where messages go
	 */
	@Setup
	public void start(Blackhole blackhole) {
		this.other = system().spawn(new Receiver(blackhole), SpawnOptions.DEFAULTS);
	}

	/**
	 * Monitors and demonitors.
	 * @param blackhole where results go
	 */
	@Benchmark
	@OperationsPerInvocation(TIMES)
	public void andDemonitor(Blackhole blackhole) {
		inProcess((self) -> {
			for (int i = 0; i < TIMES; i++) {
				blackhole.consume(self.demonitor(self.monitor(this.other)));
			}
		});
	}

}
