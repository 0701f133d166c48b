package dev.javaotp.benchmarks.operation;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.RestartIntensity;
import dev.javaotp.supervisor.Supervisor;
import dev.javaotp.supervisor.SupervisorSpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** A server crashes and its supervisor starts it anew. */
public class Restart extends OperationBenchmark {

	private static final int CRASHES = 100;

	private static final RestartIntensity UNLIMITED = new RestartIntensity(Integer.MAX_VALUE, Duration.ofSeconds(1));

	private Fate fate;

	private ServerRef<Fragile> server;

	/** Starts the supervisor and its child. */
	@Setup
	public void start() {
		this.fate = new Fate();
		Supervisor supervisor = Supervisor.start(system(),
				SupervisorSpec.unnamed()
					.withIntensity(UNLIMITED)
					.withChildren(ChildSpec.server("fragile", () -> new Fragile(this.fate))));
		this.server = ServerRef.of(system(), "fragile", () -> supervisor.whichChild("fragile").orElseThrow().pid());
	}

	/**
	 * A hundred crashes and restarts, each server causing the crash of its own.
	 * @throws InterruptedException if it was ended
	 */
	@Benchmark
	@OperationsPerInvocation(CRASHES)
	public void afterCrash() throws InterruptedException {
		CountDownLatch over = new CountDownLatch(1);
		this.fate.over = over;
		this.fate.left = CRASHES;
		this.server.cast(new Fragile.Crash());
		over.await();
	}

	/** How many crashes are still to come; belongs to the server that is alive. */
	private static final class Fate {

		private int left;

		private CountDownLatch over;

	}

	private static final class Fragile implements GenServer<Fate, Request<?, ?>, Fragile.Crash> {

		record Crash() implements Message<Fragile> {

		}

		private final Fate fate;

		Fragile(Fate fate) {
			this.fate = fate;
		}

		@Override
		public InitResult<Fate> init(ProcessContext self) {
			if (this.fate.left > 0 && --this.fate.left > 0) {
				self.send(self.self(), new Crash());
			}
			else if (this.fate.over != null) {
				this.fate.over.countDown();
			}
			return InitResult.ok(this.fate);
		}

		@Override
		public CastResult<Fate> handleCast(Crash crash, Fate state) {
			throw new IllegalStateException("crash");
		}

	}

}
