package dev.javaotp.benchmarks.vertx;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import dev.javaotp.benchmarks.peer.Figures;

/** What consumers and the messages that wait for them take of the heap. */
final class Memory {

	private static final String MESSAGE = "message";

	private Memory() {
	}

	static double idle(EventLoops loops, int consumers) throws InterruptedException {
		long before = Figures.usedHeap();
		try (Consumers idle = new Consumers(loops, "idle", consumers, 1, (i) -> (message) -> {
		})) {
			return (double) (Figures.usedHeap() - before) / consumers;
		}
	}

	static double mailbox(EventLoops loops, int messages) throws InterruptedException {
		CountDownLatch started = new CountDownLatch(1);
		CompletableFuture<Void> full = new CompletableFuture<>();
		CountDownLatch empty = new CountDownLatch(messages);
		try (Consumers busy = new Consumers(loops, "busy", 1, 1, (i) -> (message) -> {
			if (message.body().equals(MESSAGE)) {
				empty.countDown();
			}
			else {
				started.countDown();
				full.join();
			}
		})) {
			busy.send(0, "block");
			started.await();
			long before = Figures.usedHeap();
			for (int i = 0; i < messages; i++) {
				busy.send(0, MESSAGE);
			}
			double bytes = Figures.usedHeap() - before;
			full.complete(null);
			empty.await();
			return bytes / messages;
		}
	}

}
