package dev.javaotp.benchmarks.pekko.typed;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.javaotp.benchmarks.peer.Figures;
import dev.javaotp.benchmarks.peer.Neighbour;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * How late others are while many actors block, compute or send. All run on the default
 * dispatcher: another one has to be asked for, by an author who knows that an actor
 * blocks.
 */
final class BusyNeighbours {

	private static final String START = "start";

	private static volatile boolean busy;

	private BusyNeighbours() {
	}

	static double whileBlocked(ActorSystem<Stage.Task> system, int blockers) throws Exception {
		CountDownLatch done = new CountDownLatch(blockers);
		try (Stage stage = new Stage(system)) {
			ActorRef<Calls.Question> small = stage.start(Calls.server());
			begin(stage.start(blockers, () -> blocker(done)));
			try {
				return neighbour(system, small).latencyUntil(() -> done.getCount() == 0, Neighbour.PATIENCE);
			}
			finally {
				busy = false;
			}
		}
	}

	/** Ten thousand of them take minutes, so it may say "at least". */
	static double blockersDone(ActorSystem<Stage.Task> system, int blockers) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(blockers);
		try (Stage stage = new Stage(system)) {
			long begun = System.nanoTime();
			begin(stage.start(blockers, () -> blocker(done)));
			try {
				done.await(Neighbour.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
				return (System.nanoTime() - begun) / 1e6;
			}
			finally {
				busy = false;
			}
		}
	}

	static double whileSpinning(ActorSystem<Stage.Task> system, int spinners) throws Exception {
		try (Stage stage = new Stage(system)) {
			ActorRef<Calls.Question> small = stage.start(Calls.server());
			neighbour(system, small).call(TimeUnit.SECONDS.toNanos(10));
			begin(stage.start(spinners, BusyNeighbours::spinner));
			try {
				return neighbour(system, small).latencyUntil(() -> false, Neighbour.SPINNING);
			}
			finally {
				busy = false;
			}
		}
	}

	private static void begin(List<ActorRef<String>> actors) {
		busy = true;
		actors.forEach((actor) -> actor.tell(START));
	}

	static double foreignThread(ActorSystem<Stage.Task> system, int sleeps)
			throws InterruptedException, ExecutionException {
		try (PingPong game = new PingPong(system, 1_000, Long.MAX_VALUE)) {
			game.serve();
			FutureTask<long[]> late = new FutureTask<>(() -> Figures.lateness(sleeps));
			Thread.startVirtualThread(late);
			return Figures.percentile(late.get(Neighbour.PATIENCE.toNanos(), TimeUnit.NANOSECONDS), 99) / 1e6;
		}
		catch (TimeoutException ex) {
			return Neighbour.PATIENCE.toMillis();
		}
	}

	private static Neighbour neighbour(ActorSystem<?> system, ActorRef<Calls.Question> small) {
		return (nanos) -> Calls.ask(system, small).toCompletableFuture().get(nanos, TimeUnit.NANOSECONDS);
	}

	private static Behavior<String> blocker(CountDownLatch done) {
		return Behaviors.receiveMessage((message) -> {
			// those that are still to come when the measurement was given up need not
			// block
			if (busy) {
				Thread.sleep(50);
			}
			done.countDown();
			return Behaviors.same();
		});
	}

	private static Behavior<String> spinner() {
		return Behaviors.receiveMessage((message) -> {
			while (busy) {
				Thread.onSpinWait();
			}
			return Behaviors.same();
		});
	}

}
