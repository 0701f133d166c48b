package dev.javaotp.benchmarks.pekko.typed;

import java.util.concurrent.CountDownLatch;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** An actor starts others that end at once. */
final class Spawn {

	private Spawn() {
	}

	static double run(ActorSystem<Stage.Task> system, int actors) throws InterruptedException {
		CountDownLatch ended = new CountDownLatch(actors);
		Behavior<Void> behavior = Behaviors.setup((context) -> Behaviors.stopped(ended::countDown));
		try (Stage stage = new Stage(system)) {
			long begun = System.nanoTime();
			stage.repeat(actors, (context, i) -> context.spawnAnonymous(behavior));
			ended.await();
			return (double) (System.nanoTime() - begun) / actors;
		}
	}

}
