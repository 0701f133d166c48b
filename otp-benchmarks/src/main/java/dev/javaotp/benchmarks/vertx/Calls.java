package dev.javaotp.benchmarks.vertx;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;

import dev.javaotp.benchmarks.peer.Figures;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;

/** Questions to a server, whose answers are waited for. */
final class Calls {

	private static final String SERVER = "server";

	private static final String QUESTION = "question";

	private Calls() {
	}

	static double fromConsumer(EventLoops loops, int calls, int percent) throws InterruptedException {
		CompletableFuture<long[]> nanos = new CompletableFuture<>();
		try (Consumers server = server(loops);
				Consumers caller = new Consumers(loops, "caller", 1, 1, (i) -> new Caller(loops.bus(), calls, nanos))) {
			caller.send(0, "start");
			return Figures.percentile(nanos.join(), percent);
		}
	}

	static double fromThread(EventLoops loops, ThreadFactory threads, int calls, int percent)
			throws InterruptedException {
		CompletableFuture<long[]> nanos = new CompletableFuture<>();
		try (Consumers server = server(loops)) {
			threads.newThread(() -> nanos.complete(call(loops.bus(), calls))).start();
			return Figures.percentile(nanos.join(), percent);
		}
	}

	static Consumers server(EventLoops loops) throws InterruptedException {
		return new Consumers(loops, SERVER, 1, 1, (i) -> (message) -> message.reply(message.body()));
	}

	private static long[] call(EventBus bus, int calls) {
		String server = Consumers.address(SERVER, 0);
		long[] nanos = new long[calls];
		for (int i = 0; i < calls; i++) {
			long begun = System.nanoTime();
			bus.request(server, QUESTION).await();
			nanos[i] = System.nanoTime() - begun;
		}
		return nanos;
	}

	private static final class Caller implements Handler<Message<Object>> {

		private static final String SERVER_ADDRESS = Consumers.address(SERVER, 0);

		private final EventBus bus;

		private final long[] nanos;

		private final CompletableFuture<long[]> result;

		private int answered;

		Caller(EventBus bus, int calls, CompletableFuture<long[]> result) {
			this.bus = bus;
			this.nanos = new long[calls];
			this.result = result;
		}

		@Override
		public void handle(Message<Object> start) {
			long begun = System.nanoTime();
			this.bus.request(SERVER_ADDRESS, QUESTION).onSuccess((reply) -> {
				this.nanos[this.answered++] = System.nanoTime() - begun;
				if (this.answered < this.nanos.length) {
					handle(start);
				}
				else {
					this.result.complete(this.nanos);
				}
			});
		}

	}

}
