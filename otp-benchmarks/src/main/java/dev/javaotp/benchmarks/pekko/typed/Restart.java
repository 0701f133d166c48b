package dev.javaotp.benchmarks.pekko.typed;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.javaotp.benchmarks.peer.Figures;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Servers that crash when they are told to, and are restarted. */
final class Restart {

	private static final int ALL = 1_000;

	private static final SupervisorStrategy RESTART = SupervisorStrategy.restart().withLoggingEnabled(false);

	// what happens without a strategy, too, but not logged
	private static final SupervisorStrategy STOP = SupervisorStrategy.stop().withLoggingEnabled(false);

	private enum Order {

		CRASH

	}

	private record Initialized(ActorRef<Order> server, long at) {
	}

	private Restart() {
	}

	static double oneForOne(ActorSystem<Stage.Task> system, int restarts) {
		CompletableFuture<long[]> nanos = new CompletableFuture<>();
		AtomicInteger initialized = new AtomicInteger();
		try (Stage stage = new Stage(system)) {
			ActorRef<Initialized> tester = stage.start(Behaviors.receiveMessage(new Tester(restarts, nanos)::receive));
			stage.start(Behaviors.supervise(server(tester, 1, initialized)).onFailure(RESTART));
			return Figures.percentile(nanos.join(), 50);
		}
	}

	/**
	 * Typed actors have no such strategy. What its documentation advises: the parent
	 * watches its children, fails when one of them does, and its restart stops the others
	 * and starts all of them anew.
	 */
	static double oneForAll(ActorSystem<Stage.Task> system, int restarts) {
		CompletableFuture<long[]> nanos = new CompletableFuture<>();
		AtomicInteger initialized = new AtomicInteger();
		try (Stage stage = new Stage(system)) {
			ActorRef<Initialized> tester = stage.start(Behaviors.receiveMessage(new Tester(restarts, nanos)::receive));
			stage.start(Behaviors.supervise(group(tester, initialized)).onFailure(RESTART));
			return Figures.percentile(nanos.join(), 50) / 1e6;
		}
	}

	private static Behavior<Void> group(ActorRef<Initialized> tester, AtomicInteger initialized) {
		Behavior<Order> member = Behaviors.supervise(server(tester, ALL, initialized)).onFailure(STOP);
		return Behaviors.setup((context) -> {
			for (int i = 0; i < ALL; i++) {
				context.watch(context.spawnAnonymous(member));
			}
			// since it does not handle the end of a child, it fails then
			return Behaviors.empty();
		});
	}

	private static Behavior<Order> server(ActorRef<Initialized> tester, int servers, AtomicInteger initialized) {
		return Behaviors.setup((context) -> {
			if (initialized.incrementAndGet() % servers == 0) {
				tester.tell(new Initialized(context.getSelf(), System.nanoTime()));
			}
			return Behaviors.receiveMessage((crash) -> {
				throw new IllegalStateException("told to crash");
			});
		});
	}

	/** Tells the server that was initialized last to crash, again and again. */
	private static final class Tester {

		private final long[] nanos;

		private final CompletableFuture<long[]> result;

		private int restarts = -1;

		private long told;

		Tester(int restarts, CompletableFuture<long[]> result) {
			this.nanos = new long[restarts];
			this.result = result;
		}

		Behavior<Initialized> receive(Initialized initialized) {
			// the first start is none of the restarts
			if (this.restarts >= 0) {
				this.nanos[this.restarts] = initialized.at() - this.told;
			}
			if (++this.restarts < this.nanos.length) {
				this.told = System.nanoTime();
				initialized.server().tell(Order.CRASH);
			}
			else {
				this.result.complete(this.nanos);
			}
			return Behaviors.same();
		}

	}

}
