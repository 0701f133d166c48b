package dev.javaotp.benchmarks.vertx;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.javaotp.benchmarks.peer.Figures;
import dev.javaotp.benchmarks.peer.Neighbour;

/** How late others are while many consumers block, compute or send. */
final class BusyNeighbours {

	private static volatile boolean over;

	private BusyNeighbours() {
	}

	static double whileBlocked(EventLoops loops, int blockers) throws Exception {
		CountDownLatch done = new CountDownLatch(blockers);
		try (Consumers blocking = blockers(loops, blockers, done); Consumers small = Calls.server(loops)) {
			blocking.sendAll("block");
			double latency = neighbour(small).latencyUntil(() -> done.getCount() == 0, Neighbour.PATIENCE);
			// those whose turn has not come do not block any more
			over = true;
			done.await();
			return latency;
		}
	}

	static double blockersDone(EventLoops loops, int blockers) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(blockers);
		try (Consumers blocking = blockers(loops, blockers, done)) {
			long begun = System.nanoTime();
			blocking.sendAll("block");
			done.await(Neighbour.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
			double millis = (System.nanoTime() - begun) / 1e6;
			over = true;
			done.await();
			return millis;
		}
	}

	private static Consumers blockers(EventLoops loops, int blockers, CountDownLatch done) throws InterruptedException {
		over = false;
		return new Consumers(loops, "blocker", blockers, 1, (i) -> (message) -> {
			block();
			done.countDown();
		});
	}

	private static void block() {
		if (!over) {
			try {
				Thread.sleep(50);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	static double whileSpinning(EventLoops loops, int spinners) throws Exception {
		over = false;
		try (Consumers computing = new Consumers(loops, "spinner", spinners, 1, (i) -> (message) -> {
			while (!over) {
				Thread.onSpinWait();
			}
		}); Consumers small = Calls.server(loops)) {
			computing.sendAll("compute");
			double latency = neighbour(small).latencyUntil(() -> false, Neighbour.SPINNING);
			over = true;
			return latency;
		}
	}

	static double foreignThread(EventLoops loops, int sleeps) throws InterruptedException, ExecutionException {
		try (PingPong game = new PingPong(loops, 1_000, Long.MAX_VALUE)) {
			game.serve();
			FutureTask<long[]> late = new FutureTask<>(() -> Figures.lateness(sleeps));
			Thread.startVirtualThread(late);
			return Figures.percentile(late.get(Neighbour.PATIENCE.toNanos(), TimeUnit.NANOSECONDS), 99) / 1e6;
		}
		catch (TimeoutException ex) {
			return Neighbour.PATIENCE.toMillis();
		}
	}

	private static Neighbour neighbour(Consumers small) {
		return (nanos) -> small.request(0, "question").await(nanos, TimeUnit.NANOSECONDS);
	}

}
