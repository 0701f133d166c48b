package dev.javaotp.benchmarks.vertx;

import java.util.concurrent.CountDownLatch;

import io.vertx.core.Handler;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;

/** Pairs of consumers, each with one message that goes to and fro. */
final class PingPong implements AutoCloseable {

	private static final String BALL = "ball";

	private final int pairs;

	private final CountDownLatch done;

	private final Consumers players;

	PingPong(EventLoops loops, int pairs, long messages) throws InterruptedException {
		this.pairs = pairs;
		this.done = new CountDownLatch(pairs);
		this.players = new Consumers(loops, "player", 2 * pairs, 2,
				(i) -> new Player(loops.bus(), Consumers.address("player", i ^ 1), messages / (2 * pairs), this.done));
	}

	static double run(EventLoops loops, int pairs, int messages) throws InterruptedException {
		try (PingPong game = new PingPong(loops, pairs, messages)) {
			long begun = System.nanoTime();
			game.serve();
			game.done.await();
			return (double) (System.nanoTime() - begun) / messages;
		}
	}

	void serve() {
		for (int i = 0; i < this.pairs; i++) {
			this.players.send(2 * i, BALL);
		}
	}

	@Override
	public void close() throws InterruptedException {
		this.players.close();
	}

	private static final class Player implements Handler<Message<Object>> {

		private final EventBus bus;

		private final String partner;

		private final CountDownLatch done;

		private long left;

		Player(EventBus bus, String partner, long times, CountDownLatch done) {
			this.bus = bus;
			this.partner = partner;
			this.left = times;
			this.done = done;
		}

		@Override
		public void handle(Message<Object> message) {
			if (this.left-- > 0) {
				this.bus.send(this.partner, message.body());
			}
			else {
				this.done.countDown();
			}
		}

	}

}
