package dev.javaotp.benchmarks.threads;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** Many send to one, and one sends to many. */
final class Fan {

	private static final int SENDERS = 100;

	private static final int RECEIVERS = 1_000;

	private static final Object MESSAGE = "message";

	private Fan() {
	}

	static double in(int messages) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(1);
		Actor receiver = Actor.start((self) -> count(self, messages, done));
		Actor[] senders = new Actor[SENDERS];
		for (int i = 0; i < SENDERS; i++) {
			senders[i] = Actor.start((self) -> {
				self.receive();
				for (int left = messages / SENDERS; left > 0; left--) {
					receiver.send(MESSAGE);
				}
			});
		}
		long begun = System.nanoTime();
		Arrays.stream(senders).forEach((sender) -> sender.send(MESSAGE));
		done.await();
		double nanos = System.nanoTime() - begun;
		Actor.end(senders);
		Actor.end(receiver);
		return nanos / messages;
	}

	static double out(int messages) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(RECEIVERS);
		Actor[] receivers = new Actor[RECEIVERS];
		for (int i = 0; i < RECEIVERS; i++) {
			receivers[i] = Actor.start((self) -> count(self, messages / RECEIVERS, done));
		}
		Actor sender = Actor.start((self) -> {
			self.receive();
			for (int i = 0; i < messages; i++) {
				receivers[i % RECEIVERS].send(MESSAGE);
			}
		});
		long begun = System.nanoTime();
		sender.send(MESSAGE);
		done.await();
		double nanos = System.nanoTime() - begun;
		Actor.end(sender);
		Actor.end(receivers);
		return nanos / messages;
	}

	private static void count(Actor self, int messages, CountDownLatch done) throws InterruptedException {
		for (int left = messages; left > 0; left--) {
			self.receive();
		}
		done.countDown();
	}

}
