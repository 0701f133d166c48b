package dev.javaotp.benchmarks.vertx;

import java.util.concurrent.CountDownLatch;

import io.vertx.core.Handler;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;

/** A ring of consumers, with one message that goes round. */
final class Ring implements Handler<Message<Object>> {

	private static final int MEMBERS = 1_000;

	private final EventBus bus;

	private final String next;

	private final CountDownLatch done;

	private int left;

	private Ring(EventBus bus, String next, int rounds, CountDownLatch done) {
		this.bus = bus;
		this.next = next;
		this.left = rounds;
		this.done = done;
	}

	static double run(EventLoops loops, int steps) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(1);
		// the message changes its event loop as rarely as it can
		int group = (MEMBERS + loops.count() - 1) / loops.count();
		try (Consumers members = new Consumers(loops, "member", MEMBERS, group,
				(i) -> new Ring(loops.bus(), Consumers.address("member", (i + 1) % MEMBERS), steps / MEMBERS, done))) {
			long begun = System.nanoTime();
			members.send(0, "token");
			done.await();
			return (double) (System.nanoTime() - begun) / steps;
		}
	}

	@Override
	public void handle(Message<Object> message) {
		if (this.left-- > 0) {
			this.bus.send(this.next, message.body());
		}
		else {
			this.done.countDown();
		}
	}

}
