package dev.javaotp.benchmarks.otp;

import java.util.concurrent.CountDownLatch;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;

/**
 * A process that computes the sine of each number it gets, told so from outside (Savina).
 */
final class ForkJoin implements MessageHandler {

	private static final int WORKERS = 60;

	private final CountDownLatch done;

	private int left;

	private ProcessContext self;

	private ForkJoin(CountDownLatch done, int messages) {
		this.done = done;
		this.left = messages;
	}

	static double create(ProcessSystem system, int processes) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(processes);
		long begun = System.nanoTime();
		for (int i = 0; i < processes; i++) {
			system.send(system.spawn(new ForkJoin(done, 1), SpawnOptions.DEFAULTS), i);
		}
		done.await();
		return (double) (System.nanoTime() - begun) / processes;
	}

	static double throughput(ProcessSystem system, int messages) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(WORKERS);
		int rounds = messages / WORKERS;
		Pid[] workers = Participants.start(system, WORKERS, (i) -> new ForkJoin(done, rounds));
		long begun = System.nanoTime();
		for (int round = 0; round < rounds; round++) {
			for (int i = 0; i < WORKERS; i++) {
				system.send(workers[i], i);
			}
		}
		done.await();
		return (double) (System.nanoTime() - begun) / (rounds * WORKERS);
	}

	@Override
	public void start(ProcessContext self) {
		this.self = self;
	}

	@Override
	public void handle(Object message) {
		if (Math.abs(Math.sin((Integer) message)) > 1) {
			throw new IllegalStateException("no sine");
		}
		if (--this.left == 0) {
			this.done.countDown();
			throw this.self.exit(ExitReason.NORMAL);
		}
	}

}
