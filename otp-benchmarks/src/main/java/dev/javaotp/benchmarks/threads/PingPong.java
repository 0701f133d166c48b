package dev.javaotp.benchmarks.threads;

import java.util.concurrent.CountDownLatch;

/** Pairs of actors, each with one message that goes to and fro. */
final class PingPong implements AutoCloseable {

	private static final Object BALL = "ball";

	private final CountDownLatch done;

	private final Actor[] players;

	PingPong(int pairs, long messages) {
		this.done = new CountDownLatch(pairs);
		this.players = new Actor[2 * pairs];
		for (int i = 0; i < this.players.length; i++) {
			this.players[i] = Actor.start((self) -> play(self, messages / this.players.length));
		}
		for (int i = 0; i < this.players.length; i++) {
			this.players[i].send(this.players[i ^ 1]);
		}
	}

	static double run(int pairs, int messages) throws InterruptedException {
		try (PingPong game = new PingPong(pairs, messages)) {
			long begun = System.nanoTime();
			game.serve();
			game.done.await();
			return (double) (System.nanoTime() - begun) / messages;
		}
	}

	void serve() {
		for (int i = 0; i < this.players.length; i += 2) {
			this.players[i].send(BALL);
		}
	}

	private void play(Actor self, long times) throws InterruptedException {
		Actor partner = (Actor) self.receive();
		for (long left = times; left > 0; left--) {
			partner.send(self.receive());
		}
		self.receive();
		this.done.countDown();
	}

	@Override
	public void close() throws InterruptedException {
		Actor.end(this.players);
	}

}
