package dev.javaotp.benchmarks.pekko;

import java.util.concurrent.CountDownLatch;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;

/** Pairs of actors, each with one message that goes to and fro. */
final class PingPong implements AutoCloseable {

	private static final Object BALL = "ball";

	private final Stage stage;

	private final CountDownLatch done;

	private final ActorRef[] players;

	private volatile boolean over;

	PingPong(ActorSystem system, int pairs, long messages) {
		this.stage = new Stage(system);
		this.done = new CountDownLatch(pairs);
		int number = 2 * pairs;
		this.players = this.stage.start(number, Props.create(Player.class, () -> new Player(messages / number)));
	}

	static double run(ActorSystem system, int pairs, int messages) throws InterruptedException {
		try (PingPong game = new PingPong(system, pairs, messages)) {
			long begun = System.nanoTime();
			game.serve();
			game.done.await();
			return (double) (System.nanoTime() - begun) / messages;
		}
	}

	void serve() {
		for (int i = 0; i < this.players.length; i += 2) {
			this.players[i].tell(BALL, this.players[i + 1]);
		}
	}

	@Override
	public void close() {
		// a thread that always finds a player to run does not look for what comes from
		// outside
		this.over = true;
		this.stage.close();
	}

	private final class Player extends UntypedAbstractActor {

		private long left;

		Player(long left) {
			this.left = left;
		}

		@Override
		public void onReceive(Object message) {
			if (this.left-- > 0 && !PingPong.this.over) {
				getSender().tell(message, getSelf());
			}
			else {
				PingPong.this.done.countDown();
			}
		}

	}

}
