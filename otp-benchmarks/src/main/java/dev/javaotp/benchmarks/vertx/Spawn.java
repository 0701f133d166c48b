package dev.javaotp.benchmarks.vertx;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.eventbus.EventBus;

/** A consumer registers others, which are unregistered at once. */
final class Spawn {

	private Spawn() {
	}

	static double run(EventLoops loops, int consumers) throws InterruptedException {
		CompletableFuture<Double> nanos = new CompletableFuture<>();
		try (Consumers parent = new Consumers(loops, "parent", 1, 1,
				(i) -> (start) -> registerAll(loops, consumers, nanos))) {
			parent.send(0, "start");
			return nanos.join() / consumers;
		}
	}

	private static void registerAll(EventLoops loops, int consumers, CompletableFuture<Double> nanos) {
		EventBus bus = loops.bus();
		AtomicInteger left = new AtomicInteger(consumers);
		long begun = System.nanoTime();
		for (int i = 0; i < consumers; i++) {
			int number = i;
			loops.run(i, (nothing) -> {
				bus.localConsumer(Consumers.address("child", number), (message) -> {
				}).unregister();
				if (left.decrementAndGet() == 0) {
					nanos.complete((double) (System.nanoTime() - begun));
				}
			});
		}
	}

}
