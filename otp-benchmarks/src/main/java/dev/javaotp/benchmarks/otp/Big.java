package dev.javaotp.benchmarks.otp;

import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;

import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;

/** Processes that ping each other at random (Savina). */
final class Big implements MessageHandler {

	private static final int PROCESSES = 120;

	private static final Object PONG = "pong";

	private final CountDownLatch done;

	private final SplittableRandom random;

	private int left;

	private ProcessContext self;

	private Ping ping;

	private Pid[] others;

	private record Ping(Pid from) {
	}

	private record Others(Pid... pids) {
	}

	private Big(CountDownLatch done, int pings, int seed) {
		this.done = done;
		this.left = pings;
		this.random = new SplittableRandom(seed);
	}

	static double run(ProcessSystem system, int messages) throws InterruptedException {
		int pings = messages / 2 / PROCESSES;
		CountDownLatch done = new CountDownLatch(PROCESSES);
		Pid[] pids = Participants.start(system, PROCESSES, (i) -> new Big(done, pings, i));
		for (Pid pid : pids) {
			system.send(pid, new Others(pids));
		}
		long begun = System.nanoTime();
		for (Pid pid : pids) {
			system.send(pid, PONG);
		}
		done.await();
		double nanos = System.nanoTime() - begun;
		Participants.end(system, pids);
		return nanos / (2.0 * pings * PROCESSES);
	}

	@Override
	public void start(ProcessContext self) {
		this.self = self;
		this.ping = new Ping(self.self());
	}

	@Override
	public void handle(Object message) {
		switch (message) {
			case Ping(Pid from) -> this.self.send(from, PONG);
			case Others all -> this.others = all.pids();
			default -> pong();
		}
	}

	private void pong() {
		if (this.left-- > 0) {
			this.self.send(this.others[this.random.nextInt(PROCESSES)], this.ping);
		}
		else {
			this.done.countDown();
		}
	}

}
