package dev.javaotp.benchmarks.threads;

import java.util.concurrent.CountDownLatch;

/** An actor starts others that end at once. */
final class Spawn {

	private Spawn() {
	}

	static double run(int actors) {
		return Actor.compute((self) -> {
			CountDownLatch ended = new CountDownLatch(actors);
			long begun = System.nanoTime();
			for (int i = 0; i < actors; i++) {
				Actor.start((child) -> ended.countDown());
			}
			ended.await();
			return (double) (System.nanoTime() - begun) / actors;
		}).join();
	}

}
