package dev.javaotp.benchmarks.vertx;

import java.util.concurrent.CountDownLatch;

import io.vertx.core.Handler;
import io.vertx.core.eventbus.Message;

/** Many send to one, and one sends to many. */
final class Fan {

	private static final int SENDERS = 100;

	private static final int RECEIVERS = 1_000;

	private static final String MESSAGE = "message";

	private Fan() {
	}

	static double in(EventLoops loops, int messages) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(1);
		try (Consumers receiver = new Consumers(loops, "receiver", 1, 1, (i) -> new Counter(messages, done));
				Consumers senders = new Consumers(loops, "sender", SENDERS, 1, (i) -> (start) -> {
					for (int left = messages / SENDERS; left > 0; left--) {
						receiver.send(0, MESSAGE);
					}
				})) {
			long begun = System.nanoTime();
			senders.sendAll("start");
			done.await();
			return (double) (System.nanoTime() - begun) / messages;
		}
	}

	static double out(EventLoops loops, int messages) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(RECEIVERS);
		try (Consumers receivers = new Consumers(loops, "receiver", RECEIVERS, 1,
				(i) -> new Counter(messages / RECEIVERS, done));
				Consumers sender = new Consumers(loops, "sender", 1, 1, (i) -> (start) -> {
					for (int number = 0; number < messages; number++) {
						receivers.send(number % RECEIVERS, MESSAGE);
					}
				})) {
			long begun = System.nanoTime();
			sender.send(0, "start");
			done.await();
			return (double) (System.nanoTime() - begun) / messages;
		}
	}

	private static final class Counter implements Handler<Message<Object>> {

		private final CountDownLatch done;

		private int left;

		Counter(int messages, CountDownLatch done) {
			this.left = messages;
			this.done = done;
		}

		@Override
		public void handle(Message<Object> message) {
			if (--this.left == 0) {
				this.done.countDown();
			}
		}

	}

}
