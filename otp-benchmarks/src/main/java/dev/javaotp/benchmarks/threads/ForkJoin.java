package dev.javaotp.benchmarks.threads;

import java.util.concurrent.CountDownLatch;

/** Actors that compute the sine of a number, told so from outside. */
final class ForkJoin {

	private static final int WORKERS = 60;

	private ForkJoin() {
	}

	static double create(int actors) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(actors);
		long begun = System.nanoTime();
		for (int i = 0; i < actors; i++) {
			Actor.start((self) -> {
				compute(self);
				done.countDown();
			}).send(i);
		}
		done.await();
		return (double) (System.nanoTime() - begun) / actors;
	}

	static double throughput(int messages) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(WORKERS);
		Actor[] workers = new Actor[WORKERS];
		for (int i = 0; i < WORKERS; i++) {
			workers[i] = Actor.start((self) -> {
				for (int left = messages / WORKERS; left > 0; left--) {
					compute(self);
				}
				done.countDown();
			});
		}
		long begun = System.nanoTime();
		int rounds = messages / WORKERS;
		for (int round = 0; round < rounds; round++) {
			for (int i = 0; i < WORKERS; i++) {
				workers[i].send(i);
			}
		}
		done.await();
		double nanos = System.nanoTime() - begun;
		Actor.end(workers);
		return nanos / (rounds * WORKERS);
	}

	private static void compute(Actor self) throws InterruptedException {
		if (Math.abs(Math.sin((Integer) self.receive())) > 1) {
			throw new IllegalStateException("no sine");
		}
	}

}
