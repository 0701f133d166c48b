package dev.javaotp.benchmarks.vertx;

import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;

import io.vertx.core.Handler;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;

/** Consumers that ping each other at random. */
final class Big implements Handler<Message<Object>> {

	private static final int CONSUMERS = 120;

	private static final String KIND = "big";

	private static final String PONG = "pong";

	private static final String[] ADDRESSES = new String[CONSUMERS];

	private final EventBus bus;

	private final Ping ping;

	private final SplittableRandom random;

	private final CountDownLatch done;

	private int left;

	static {
		for (int i = 0; i < CONSUMERS; i++) {
			ADDRESSES[i] = Consumers.address(KIND, i);
		}
	}

	record Ping(String from) {
	}

	private Big(EventBus bus, int number, int pings, CountDownLatch done) {
		this.bus = bus;
		this.ping = new Ping(ADDRESSES[number]);
		this.random = new SplittableRandom(number);
		this.left = pings;
		this.done = done;
	}

	static double run(EventLoops loops, int messages) throws InterruptedException {
		int pings = messages / 2 / CONSUMERS;
		CountDownLatch done = new CountDownLatch(CONSUMERS);
		try (Consumers all = new Consumers(loops, KIND, CONSUMERS, 1, (i) -> new Big(loops.bus(), i, pings, done))) {
			long begun = System.nanoTime();
			all.sendAll("start");
			done.await();
			return (System.nanoTime() - begun) / (2.0 * pings * CONSUMERS);
		}
	}

	@Override
	public void handle(Message<Object> message) {
		if (message.body() instanceof Ping(String from)) {
			this.bus.send(from, PONG);
		}
		else if (this.left-- > 0) {
			this.bus.send(ADDRESSES[this.random.nextInt(CONSUMERS)], this.ping);
		}
		else {
			this.done.countDown();
		}
	}

}
