package dev.javaotp.benchmarks.operation;

import dev.javaotp.benchmarks.otp.Counter;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.ServerRef;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** A server is told something, and takes it. */
public class Cast extends OperationBenchmark {

	private static final Counter.Increment INCREMENT = new Counter.Increment();

	private ServerRef<Counter> server;

	/** Starts the server. */
	@Setup
	public void start() {
		this.server = ServerRef.of(GenServer.start(system(), new Counter(0)).pid());
	}

	/**
	 * A process tells it some thousand times, and asks once.
	 * @param blackhole where the answer goes
	 */
	@Benchmark
	@OperationsPerInvocation(TIMES)
	public void fromProcess(Blackhole blackhole) {
		inProcess((self) -> {
			for (int i = 0; i < TIMES; i++) {
				this.server.cast(INCREMENT);
			}
			blackhole.consume(this.server.call(new Counter.Sum()));
		});
	}

}
