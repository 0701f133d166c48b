package dev.javaotp.benchmarks.vertx;

import java.util.concurrent.CompletableFuture;

import io.vertx.core.Handler;
import io.vertx.core.eventbus.Message;

/** One consumer tells another to count, and then asks how far it got. */
final class Count implements Handler<Message<Object>> {

	private static final String INCREMENT = "increment";

	private static final String SUM = "sum";

	private int sum;

	static double run(EventLoops loops, int increments) throws InterruptedException {
		CompletableFuture<Double> nanos = new CompletableFuture<>();
		try (Consumers counter = new Consumers(loops, "counter", 1, 1, (i) -> new Count());
				Consumers producer = new Consumers(loops, "producer", 1, 1,
						(i) -> (start) -> produce(loops, counter, increments, nanos))) {
			producer.send(0, "start");
			return nanos.join() / increments;
		}
	}

	private static void produce(EventLoops loops, Consumers counter, int increments, CompletableFuture<Double> nanos) {
		long begun = System.nanoTime();
		for (int i = 0; i < increments; i++) {
			counter.send(0, INCREMENT);
		}
		loops.bus().request(Consumers.address("counter", 0), SUM).onComplete((reply) -> {
			if (reply.succeeded() && reply.result().body().equals(increments)) {
				nanos.complete((double) (System.nanoTime() - begun));
			}
			else {
				nanos.completeExceptionally(new IllegalStateException("wrong sum: " + reply));
			}
		});
	}

	@Override
	public void handle(Message<Object> message) {
		if (message.body().equals(SUM)) {
			message.reply(this.sum);
		}
		else {
			this.sum++;
		}
	}

}
