package dev.javaotp.benchmarks.operation;

import dev.javaotp.benchmarks.otp.Counter;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.ServerRef;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** A server is asked and answers. */
public class Call extends OperationBenchmark {

	private static final Counter.Sum SUM = new Counter.Sum();

	private ServerRef<Counter> server;

	/** Starts the server. */
	@Setup
	public void start() {
		this.server = ServerRef.of(GenServer.start(system(), new Counter(0)).pid());
	}

	/**
	 * Asked by a process.
	 * @param blackhole where answers go
	 */
	@Benchmark
	@OperationsPerInvocation(TIMES)
	public void fromProcess(Blackhole blackhole) {
		inProcess((self) -> ask(blackhole));
	}

	/**
	 * Asked by a platform thread.
	 * @return the answer
	 */
	@Benchmark
	public long fromPlatformThread() {
		return this.server.call(SUM);
	}

	/**
	 * Asked by a virtual thread.
	 * @param blackhole where answers go
	 * @throws InterruptedException if it was ended
	 */
	@Benchmark
	@OperationsPerInvocation(TIMES)
	public void fromVirtualThread(Blackhole blackhole) throws InterruptedException {
		Thread.startVirtualThread(() -> ask(blackhole)).join();
	}

	private void ask(Blackhole blackhole) {
		for (int i = 0; i < TIMES; i++) {
			blackhole.consume(this.server.call(SUM));
		}
	}

}
