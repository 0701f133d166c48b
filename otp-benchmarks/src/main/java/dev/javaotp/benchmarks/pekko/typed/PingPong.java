package dev.javaotp.benchmarks.pekko.typed;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Pairs of actors, each with one message that goes to and fro. */
final class PingPong implements AutoCloseable {

	private final Stage stage;

	private final CountDownLatch done;

	private final List<ActorRef<Ball>> players;

	private volatile boolean over;

	private record Ball(ActorRef<Ball> from) {
	}

	PingPong(ActorSystem<Stage.Task> system, int pairs, long messages) {
		this.stage = new Stage(system);
		this.done = new CountDownLatch(pairs);
		int number = 2 * pairs;
		this.players = this.stage.start(number, () -> player(messages / number));
	}

	static double run(ActorSystem<Stage.Task> system, int pairs, int messages) throws InterruptedException {
		try (PingPong game = new PingPong(system, pairs, messages)) {
			long begun = System.nanoTime();
			game.serve();
			game.done.await();
			return (double) (System.nanoTime() - begun) / messages;
		}
	}

	void serve() {
		for (int i = 0; i < this.players.size(); i += 2) {
			this.players.get(i).tell(new Ball(this.players.get(i + 1)));
		}
	}

	@Override
	public void close() {
		// a thread that always finds a player to run does not look for what comes from
		// outside
		this.over = true;
		this.stage.close();
	}

	private Behavior<Ball> player(long times) {
		return Behaviors.setup((context) -> Behaviors.receiveMessage(new Player(context.getSelf(), times)::receive));
	}

	private final class Player {

		private final Ball ball;

		private long left;

		Player(ActorRef<Ball> self, long left) {
			this.ball = new Ball(self);
			this.left = left;
		}

		Behavior<Ball> receive(Ball received) {
			if (this.left-- > 0 && !PingPong.this.over) {
				received.from().tell(this.ball);
			}
			else {
				PingPong.this.done.countDown();
			}
			return Behaviors.same();
		}

	}

}
