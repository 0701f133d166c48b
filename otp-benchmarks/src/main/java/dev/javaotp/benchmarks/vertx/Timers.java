package dev.javaotp.benchmarks.vertx;

import java.util.concurrent.CompletableFuture;

import io.vertx.core.Vertx;

/** A consumer sets timers that would send it a message, and cancels them. */
final class Timers {

	private static final String OWNER = "owner";

	private Timers() {
	}

	static double run(EventLoops loops, int timers) throws InterruptedException {
		CompletableFuture<Double> nanos = new CompletableFuture<>();
		try (Consumers owner = new Consumers(loops, OWNER, 1, 1,
				(i) -> (start) -> setAndCancel(loops.vertx(), timers, nanos))) {
			owner.send(0, "start");
			return nanos.join() / timers;
		}
	}

	private static void setAndCancel(Vertx vertx, int timers, CompletableFuture<Double> nanos) {
		String owner = Consumers.address(OWNER, 0);
		long[] set = new long[timers];
		long begun = System.nanoTime();
		for (int i = 0; i < timers; i++) {
			set[i] = vertx.setTimer(60_000, (id) -> vertx.eventBus().send(owner, "timeout"));
		}
		for (long timer : set) {
			if (!vertx.cancelTimer(timer)) {
				nanos.completeExceptionally(new IllegalStateException("a timer was not cancelled"));
			}
		}
		nanos.complete((double) (System.nanoTime() - begun));
	}

}
