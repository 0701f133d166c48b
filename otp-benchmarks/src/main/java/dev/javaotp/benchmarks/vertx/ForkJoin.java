package dev.javaotp.benchmarks.vertx;

import java.util.concurrent.CountDownLatch;

import io.vertx.core.Handler;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;

/** Consumers that compute the sine of a number, told so from outside. */
final class ForkJoin implements Handler<Message<Object>> {

	private static final int WORKERS = 60;

	private final CountDownLatch done;

	private int left;

	private ForkJoin(int messages, CountDownLatch done) {
		this.left = messages;
		this.done = done;
	}

	static double create(EventLoops loops, int consumers) throws InterruptedException {
		EventBus bus = loops.bus();
		CountDownLatch done = new CountDownLatch(consumers);
		long begun = System.nanoTime();
		for (int i = 0; i < consumers; i++) {
			int number = i;
			loops.run(i, (nothing) -> {
				String address = Consumers.address("worker", number);
				MessageConsumer<Integer> worker = bus.localConsumer(address);
				worker.handler((message) -> {
					compute(message.body());
					worker.unregister();
					done.countDown();
				});
				bus.send(address, number);
			});
		}
		done.await();
		return (double) (System.nanoTime() - begun) / consumers;
	}

	static double throughput(EventLoops loops, int messages) throws InterruptedException {
		int rounds = messages / WORKERS;
		CountDownLatch done = new CountDownLatch(WORKERS);
		try (Consumers workers = new Consumers(loops, "worker", WORKERS, 1, (i) -> new ForkJoin(rounds, done))) {
			long begun = System.nanoTime();
			for (int round = 0; round < rounds; round++) {
				for (int i = 0; i < WORKERS; i++) {
					workers.send(i, i);
				}
			}
			done.await();
			return (double) (System.nanoTime() - begun) / (rounds * WORKERS);
		}
	}

	@Override
	public void handle(Message<Object> message) {
		compute((Integer) message.body());
		if (--this.left == 0) {
			this.done.countDown();
		}
	}

	private static void compute(int number) {
		if (Math.abs(Math.sin(number)) > 1) {
			throw new IllegalStateException("no sine");
		}
	}

}
