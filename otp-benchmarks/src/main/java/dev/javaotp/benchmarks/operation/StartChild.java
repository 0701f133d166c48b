package dev.javaotp.benchmarks.operation;

import java.time.Duration;

import dev.javaotp.benchmarks.otp.Counter;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.DynamicSupervisor;
import dev.javaotp.supervisor.DynamicSupervisorSpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A process has a supervisor start children on demand, each when the one before is ready.
 */
public class StartChild extends OperationBenchmark {

	private static final int CHILDREN = 100;

	private DynamicSupervisor<Long> supervisor;

	/** Starts a supervisor without children. */
	@Setup(Level.Iteration)
	public void start() {
		this.supervisor = DynamicSupervisor.start(system(),
				DynamicSupervisorSpec.unnamed((Long first) -> ChildSpec.server("counter", () -> new Counter(first))));
	}

	/** Stops it, and with it all its children. */
	@TearDown(Level.Iteration)
	public void stop() {
		this.supervisor.stop(Duration.ofMinutes(1));
	}

	/**
	 * Starts a hundred.
	 * @param blackhole where results go
	 */
	@Benchmark
	@OperationsPerInvocation(CHILDREN)
	public void onDemand(Blackhole blackhole) {
		inProcess((self) -> {
			for (int i = 0; i < CHILDREN; i++) {
				blackhole.consume(this.supervisor.startChild(0L));
			}
		});
	}

}
