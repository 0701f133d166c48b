package dev.javaotp.benchmarks.threads;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.javaotp.benchmarks.peer.Figures;
import dev.javaotp.benchmarks.peer.Neighbour;

/** How late others are while many actors block, compute or send. */
final class BusyNeighbours {

	private static final Object QUESTION = "question";

	private static volatile boolean spinning;

	private BusyNeighbours() {
	}

	static double whileBlocked(int blockers) throws Exception {
		CountDownLatch done = new CountDownLatch(blockers);
		Actor[] blocking = blockers(blockers, done);
		Actor small = Actor.start(Calls::serve);
		for (Actor blocker : blocking) {
			blocker.send("block");
		}
		double latency = neighbour(small).latencyUntil(() -> done.getCount() == 0, Neighbour.PATIENCE);
		Actor.end(blocking);
		Actor.end(small);
		return latency;
	}

	static double blockersDone(int blockers) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(blockers);
		Actor[] blocking = blockers(blockers, done);
		long begun = System.nanoTime();
		for (Actor blocker : blocking) {
			blocker.send("block");
		}
		done.await();
		return (System.nanoTime() - begun) / 1e6;
	}

	private static Actor[] blockers(int blockers, CountDownLatch done) {
		Actor[] blocking = new Actor[blockers];
		for (int i = 0; i < blockers; i++) {
			blocking[i] = Actor.start((self) -> {
				self.receive();
				Thread.sleep(50);
				done.countDown();
			});
		}
		return blocking;
	}

	static double whileSpinning(int spinners) throws Exception {
		Actor small = Actor.start(Calls::serve);
		neighbour(small).call(TimeUnit.SECONDS.toNanos(10));
		spinning = true;
		Actor[] computing = new Actor[spinners];
		for (int i = 0; i < spinners; i++) {
			computing[i] = Actor.start((self) -> {
				while (spinning) {
					Thread.onSpinWait();
				}
			});
		}
		double latency = neighbour(small).latencyUntil(() -> false, Neighbour.SPINNING);
		spinning = false;
		Actor.end(computing);
		Actor.end(small);
		return latency;
	}

	static double foreignThread(int sleeps) throws InterruptedException, ExecutionException {
		try (PingPong game = new PingPong(1_000, Long.MAX_VALUE)) {
			game.serve();
			FutureTask<long[]> late = new FutureTask<>(() -> Figures.lateness(sleeps));
			Thread.startVirtualThread(late);
			return Figures.percentile(late.get(Neighbour.PATIENCE.toNanos(), TimeUnit.NANOSECONDS), 99) / 1e6;
		}
		catch (TimeoutException ex) {
			// seen on Java 25: it does not get its turn as long as the pairs send
			return Neighbour.PATIENCE.toMillis();
		}
	}

	private static Neighbour neighbour(Actor small) {
		return (nanos) -> small.ask(QUESTION).get(nanos, TimeUnit.NANOSECONDS);
	}

}
