package dev.javaotp.benchmarks.pekko.typed;

import java.util.concurrent.CountDownLatch;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** An idle server with one number as its state. */
final class Server {

	private static final SupervisorStrategy RESTART = SupervisorStrategy.restart();

	private Server() {
	}

	/**
	 * A server that counts down when it has been initialized, and is restarted when it
	 * crashes.
	 */
	static Behavior<Integer> supervised(CountDownLatch initialized) {
		Behavior<Integer> server = Behaviors.setup((context) -> {
			int number = (int) initialized.getCount();
			initialized.countDown();
			return with(number);
		});
		return Behaviors.supervise(server).onFailure(RESTART);
	}

	private static Behavior<Integer> with(int number) {
		return Behaviors.receiveMessage((increment) -> with(number + increment));
	}

	static double stop(ActorSystem<Stage.Task> system, int servers) throws InterruptedException {
		CountDownLatch initialized = new CountDownLatch(servers);
		Behavior<Integer> server = supervised(initialized);
		Stage supervisor = new Stage(system);
		supervisor.start(servers, () -> server);
		initialized.await();
		long begun = System.nanoTime();
		supervisor.close();
		return (double) (System.nanoTime() - begun) / servers;
	}

}
