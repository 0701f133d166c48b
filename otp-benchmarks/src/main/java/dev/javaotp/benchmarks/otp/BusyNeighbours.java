package dev.javaotp.benchmarks.otp;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;

import dev.javaotp.benchmarks.peer.Figures;
import dev.javaotp.benchmarks.peer.Neighbour;
import dev.javaotp.gen.CallTimeoutException;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;

/**
 * How late others are while many processes block, compute or send. Each run has a system
 * of its own: the scheduler learns which code blocks or computes, and is to be seen while
 * it does not know yet.
 */
final class BusyNeighbours {

	private static final Object GO = "go";

	private static final int PAIRS = 1_000;

	private static volatile boolean spinning;

	private BusyNeighbours() {
	}

	static double whileBlocked(int blockers) throws Exception {
		try (ProcessSystem system = ProcessSystem.create()) {
			CountDownLatch done = new CountDownLatch(blockers);
			Pid[] blocking = Participants.start(system, blockers, (i) -> new Blocker(done));
			Neighbour neighbour = neighbour(system);
			tell(system, blocking);
			return neighbour.latencyUntil(() -> done.getCount() == 0, Neighbour.PATIENCE);
		}
	}

	static double blockersDone(int blockers) throws InterruptedException {
		try (ProcessSystem system = ProcessSystem.create()) {
			CountDownLatch done = new CountDownLatch(blockers);
			Pid[] blocking = Participants.start(system, blockers, (i) -> new Blocker(done));
			long begun = System.nanoTime();
			tell(system, blocking);
			done.await();
			return (System.nanoTime() - begun) / 1e6;
		}
	}

	static double whileSpinning(int spinners) throws Exception {
		try (ProcessSystem system = ProcessSystem.create()) {
			Neighbour neighbour = neighbour(system);
			spinning = true;
			tell(system, Participants.start(system, spinners, (i) -> new Spinner()));
			double latency = neighbour.latencyUntil(() -> false, Neighbour.SPINNING);
			spinning = false;
			return latency;
		}
	}

	static double foreignThread(ProcessSystem system, int sleeps) {
		Pid[] players = PingPong.playForEver(system, PAIRS);
		CompletableFuture<long[]> late = new CompletableFuture<>();
		Thread.startVirtualThread(() -> late.complete(Figures.lateness(sleeps)));
		double millis = Figures.percentile(late.join(), 99) / 1e6;
		Participants.end(system, players);
		return millis;
	}

	private static void tell(ProcessSystem system, Pid... pids) {
		for (Pid pid : pids) {
			system.send(pid, GO);
		}
	}

	private static Neighbour neighbour(ProcessSystem system) {
		ServerRef<Counter> small = ServerRef.of(GenServer.start(system, new Counter(0)).pid());
		return (nanos) -> {
			try {
				small.call(new Counter.Sum(), Duration.ofNanos(nanos));
			}
			catch (CallTimeoutException ex) {
				throw new TimeoutException(ex.getMessage());
			}
		};
	}

	private record Blocker(CountDownLatch done) implements MessageHandler {

		@Override
		public void start(ProcessContext self) {
			// waits to be told
		}

		@Override
		public void handle(Object message) throws InterruptedException {
			Thread.sleep(50);
			this.done.countDown();
		}

	}

	private record Spinner() implements MessageHandler {

		@Override
		public void start(ProcessContext self) {
			// waits to be told
		}

		@Override
		public void handle(Object message) {
			while (spinning) {
				Thread.onSpinWait();
			}
		}

	}

}
