package dev.javaotp.benchmarks.pekko;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.javaotp.benchmarks.peer.Figures;
import dev.javaotp.benchmarks.peer.Neighbour;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;
import org.apache.pekko.pattern.Patterns;

/**
 * How late others are while many actors block, compute or send. All run on the default
 * dispatcher: another one has to be asked for, by an author who knows that an actor
 * blocks.
 */
final class BusyNeighbours {

	private static final Object START = "start";

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static volatile boolean busy;

	private BusyNeighbours() {
	}

	static double whileBlocked(ActorSystem system, int blockers) throws Exception {
		CountDownLatch done = new CountDownLatch(blockers);
		try (Stage stage = new Stage(system)) {
			ActorRef small = stage.start(Calls.SERVER);
			begin(stage.start(blockers, Props.create(Blocker.class, () -> new Blocker(done))));
			try {
				return neighbour(small).latencyUntil(() -> done.getCount() == 0, Neighbour.PATIENCE);
			}
			finally {
				busy = false;
			}
		}
	}

	/** Ten thousand of them take minutes, so it may say "at least". */
	static double blockersDone(ActorSystem system, int blockers) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(blockers);
		try (Stage stage = new Stage(system)) {
			long begun = System.nanoTime();
			begin(stage.start(blockers, Props.create(Blocker.class, () -> new Blocker(done))));
			try {
				done.await(Neighbour.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
				return (System.nanoTime() - begun) / 1e6;
			}
			finally {
				busy = false;
			}
		}
	}

	static double whileSpinning(ActorSystem system, int spinners) throws Exception {
		try (Stage stage = new Stage(system)) {
			ActorRef small = stage.start(Calls.SERVER);
			neighbour(small).call(TimeUnit.SECONDS.toNanos(10));
			begin(stage.start(spinners, Props.create(Spinner.class, Spinner::new)));
			try {
				return neighbour(small).latencyUntil(() -> false, Neighbour.SPINNING);
			}
			finally {
				busy = false;
			}
		}
	}

	private static void begin(ActorRef... actors) {
		busy = true;
		for (ActorRef actor : actors) {
			actor.tell(START, ActorRef.noSender());
		}
	}

	static double foreignThread(ActorSystem system, int sleeps) throws InterruptedException, ExecutionException {
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

	private static Neighbour neighbour(ActorRef small) {
		return (nanos) -> Patterns.ask(small, Calls.QUESTION, TIMEOUT)
			.toCompletableFuture()
			.get(nanos, TimeUnit.NANOSECONDS);
	}

	private static final class Blocker extends UntypedAbstractActor {

		private final CountDownLatch done;

		Blocker(CountDownLatch done) {
			this.done = done;
		}

		@Override
		public void onReceive(Object message) throws InterruptedException {
			// those that are still to come when the measurement was given up need not
			// block
			if (busy) {
				Thread.sleep(50);
			}
			this.done.countDown();
		}

	}

	private static final class Spinner extends UntypedAbstractActor {

		@Override
		public void onReceive(Object message) {
			while (busy) {
				Thread.onSpinWait();
			}
		}

	}

}
