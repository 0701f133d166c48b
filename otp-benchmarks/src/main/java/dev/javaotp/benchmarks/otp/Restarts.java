package dev.javaotp.benchmarks.otp;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.javaotp.benchmarks.peer.Figures;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.RestartIntensity;
import dev.javaotp.supervisor.Strategy;
import dev.javaotp.supervisor.Supervisor;
import dev.javaotp.supervisor.SupervisorSpec;

/** The last child of a supervisor crashes again and again. */
final class Restarts {

	private static final int GROUP = 1_000;

	private static final RestartIntensity UNLIMITED = new RestartIntensity(Integer.MAX_VALUE, Duration.ofSeconds(1));

	private record Initialized(Pid pid, long nanos) {
	}

	private Restarts() {
	}

	static double ofOne(ProcessSystem system, int times) {
		return run(system, SupervisorSpec.unnamed(), times);
	}

	static double ofAll(ProcessSystem system, int times) {
		ChildSpec[] others = IntStream.range(1, GROUP)
			.mapToObj((i) -> ChildSpec.server("counter-" + i, () -> new Counter(0)))
			.toArray(ChildSpec[]::new);
		return run(system, SupervisorSpec.unnamed().withStrategy(Strategy.ONE_FOR_ALL).withChildren(others), times)
				/ 1e6;
	}

	private static double run(ProcessSystem system, SupervisorSpec spec, int times) {
		CompletableFuture<long[]> nanos = new CompletableFuture<>();
		Pid saboteur = system.spawn(new Saboteur(times, nanos), SpawnOptions.DEFAULTS);
		Supervisor supervisor = Supervisor.start(system,
				spec.withIntensity(UNLIMITED).withChildren(ChildSpec.server("fragile", () -> new Fragile(saboteur))));
		double median = Figures.percentile(nanos.join(), 50);
		supervisor.stop(Duration.ofMinutes(1));
		Participants.end(system, saboteur);
		return median;
	}

	/** Tells whoever wants to make it crash that it is there, and when. */
	private static final class Fragile implements GenServer<Pid, Request<?, ?>, Fragile.Crash> {

		record Crash() implements Message<Fragile> {

		}

		private final Pid saboteur;

		Fragile(Pid saboteur) {
			this.saboteur = saboteur;
		}

		@Override
		public InitResult<Pid> init(ProcessContext self) {
			self.send(this.saboteur, new Initialized(self.self(), System.nanoTime()));
			return InitResult.ok(self.self());
		}

		@Override
		public CastResult<Pid> handleCast(Crash crash, Pid self) {
			throw new IllegalStateException("crash");
		}

	}

	private static final class Saboteur implements MessageHandler {

		private static final Fragile.Crash CRASH = new Fragile.Crash();

		private final long[] nanos;

		private final CompletableFuture<long[]> done;

		private ProcessContext self;

		private int crashes;

		private long crashed;

		Saboteur(int times, CompletableFuture<long[]> done) {
			this.nanos = new long[times];
			this.done = done;
		}

		@Override
		public void start(ProcessContext self) {
			this.self = self;
		}

		@Override
		public void handle(Object message) {
			Initialized server = (Initialized) message;
			if (this.crashes > 0) {
				this.nanos[this.crashes - 1] = server.nanos() - this.crashed;
			}
			if (this.crashes == this.nanos.length) {
				this.done.complete(this.nanos);
				return;
			}
			this.crashes++;
			this.crashed = System.nanoTime();
			this.self.send(server.pid(), CRASH);
		}

	}

}
