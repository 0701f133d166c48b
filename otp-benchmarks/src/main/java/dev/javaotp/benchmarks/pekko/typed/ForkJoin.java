package dev.javaotp.benchmarks.pekko.typed;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** An actor that computes the sine of each number it gets, and ends after the last. */
final class ForkJoin {

	private static final int WORKERS = 60;

	private final CountDownLatch done;

	private int left;

	private ForkJoin(int left, CountDownLatch done) {
		this.left = left;
		this.done = done;
	}

	static double create(ActorSystem<Stage.Task> system, int actors) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(actors);
		try (Stage stage = new Stage(system)) {
			long begun = System.nanoTime();
			stage.repeat(actors, (context, i) -> context.spawnAnonymous(worker(1, done)).tell(i));
			done.await();
			return (double) (System.nanoTime() - begun) / actors;
		}
	}

	static double throughput(ActorSystem<Stage.Task> system, int messages) throws InterruptedException {
		int rounds = messages / WORKERS;
		CountDownLatch done = new CountDownLatch(WORKERS);
		try (Stage stage = new Stage(system)) {
			List<ActorRef<Integer>> workers = stage.start(WORKERS, () -> worker(rounds, done));
			long begun = System.nanoTime();
			for (int round = 0; round < rounds; round++) {
				for (int i = 0; i < WORKERS; i++) {
					workers.get(i).tell(i);
				}
			}
			done.await();
			return (double) (System.nanoTime() - begun) / (rounds * WORKERS);
		}
	}

	private static Behavior<Integer> worker(int messages, CountDownLatch done) {
		return Behaviors.receiveMessage(new ForkJoin(messages, done)::compute);
	}

	private Behavior<Integer> compute(int number) {
		if (Math.abs(Math.sin(number)) > 1) {
			throw new IllegalStateException("no sine");
		}
		return (--this.left > 0) ? Behaviors.same() : Behaviors.stopped(this.done::countDown);
	}

}
