package dev.javaotp.benchmarks.pekko;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.javaotp.benchmarks.peer.Figures;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.AllForOneStrategy;
import org.apache.pekko.actor.OneForOneStrategy;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.SupervisorStrategy;
import org.apache.pekko.actor.UntypedAbstractActor;
import scala.concurrent.duration.Duration;

/** Servers that crash when they are told to, and are restarted. */
final class Restart {

	private static final int ALL = 1_000;

	private static final Object CRASH = "crash";

	private Restart() {
	}

	static double oneForOne(ActorSystem system, int restarts) {
		return median(system, new OneForOneStrategy(-1, Duration.Inf(), (ex) -> SupervisorStrategy.restart(), false), 1,
				restarts);
	}

	/**
	 * Pekko restarts the members of a group all at once, not one after the other in their
	 * order.
	 */
	static double oneForAll(ActorSystem system, int restarts) {
		return median(system, new AllForOneStrategy(-1, Duration.Inf(), (ex) -> SupervisorStrategy.restart(), false),
				ALL, restarts) / 1e6;
	}

	private static double median(ActorSystem system, SupervisorStrategy strategy, int servers, int restarts) {
		CompletableFuture<long[]> nanos = new CompletableFuture<>();
		AtomicInteger initialized = new AtomicInteger();
		try (Stage stage = new Stage(system); Stage supervisor = new Stage(system, strategy)) {
			ActorRef tester = stage.start(Props.create(Tester.class, () -> new Tester(restarts, nanos)));
			supervisor.start(servers, Props.create(Server.class, () -> new Server(tester, servers, initialized)));
			return Figures.percentile(nanos.join(), 50);
		}
	}

	/** Tells the server that was initialized last to crash, again and again. */
	private static final class Tester extends UntypedAbstractActor {

		private final long[] nanos;

		private final CompletableFuture<long[]> result;

		private int restarts = -1;

		private long told;

		Tester(int restarts, CompletableFuture<long[]> result) {
			this.nanos = new long[restarts];
			this.result = result;
		}

		@Override
		public void onReceive(Object initialized) {
			// the first start is none of the restarts
			if (this.restarts >= 0) {
				this.nanos[this.restarts] = (Long) initialized - this.told;
			}
			if (++this.restarts < this.nanos.length) {
				this.told = System.nanoTime();
				getSender().tell(CRASH, getSelf());
			}
			else {
				this.result.complete(this.nanos);
			}
		}

	}

	private static final class Server extends UntypedAbstractActor {

		private final ActorRef tester;

		private final int servers;

		private final AtomicInteger initialized;

		Server(ActorRef tester, int servers, AtomicInteger initialized) {
			this.tester = tester;
			this.servers = servers;
			this.initialized = initialized;
		}

		@Override
		public void preStart() {
			if (this.initialized.incrementAndGet() % this.servers == 0) {
				this.tester.tell(System.nanoTime(), getSelf());
			}
		}

		@Override
		public void onReceive(Object message) {
			throw new IllegalStateException("told to crash");
		}

	}

}
