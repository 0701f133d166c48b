package dev.javaotp.benchmarks.operation;

import dev.javaotp.process.Pid;
import dev.javaotp.process.SpawnOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** A process ties its life to that of another, and unties it. */
public class Link extends OperationBenchmark {

	private Pid other;

	/**
	 * Starts the other.
	 * @param blackhole where messages go
	 */
	@Setup
	public void start(Blackhole blackhole) {
		this.other = system().spawn(new Receiver(blackhole), SpawnOptions.DEFAULTS);
	}

	/** Links and unlinks. */
	@Benchmark
	@OperationsPerInvocation(TIMES)
	public void andUnlink() {
		inProcess((self) -> {
			for (int i = 0; i < TIMES; i++) {
				self.link(this.other);
				self.unlink(this.other);
			}
		});
	}

}
