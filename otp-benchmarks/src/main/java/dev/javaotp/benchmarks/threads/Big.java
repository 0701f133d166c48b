package dev.javaotp.benchmarks.threads;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;

/** Actors that ping each other at random. */
final class Big {

	private static final int ACTORS = 120;

	private static final Object START = "start";

	private static final Object PONG = "pong";

	private final Actor[] actors = new Actor[ACTORS];

	private final CountDownLatch done = new CountDownLatch(ACTORS);

	private record Ping(Actor from) {
	}

	static double run(int messages) throws InterruptedException {
		int pings = messages / 2 / ACTORS;
		Big big = new Big();
		for (int i = 0; i < ACTORS; i++) {
			SplittableRandom random = new SplittableRandom(i);
			big.actors[i] = Actor.start((self) -> big.exchange(self, pings, random));
		}
		long begun = System.nanoTime();
		Arrays.stream(big.actors).forEach((actor) -> actor.send(START));
		big.done.await();
		double nanos = System.nanoTime() - begun;
		Actor.end(big.actors);
		return nanos / (2.0 * pings * ACTORS);
	}

	private void exchange(Actor self, int pings, SplittableRandom random) throws InterruptedException {
		Ping ping = new Ping(self);
		int left = pings;
		while (true) {
			if (self.receive() instanceof Ping(Actor from)) {
				from.send(PONG);
			}
			else if (left-- > 0) {
				this.actors[random.nextInt(ACTORS)].send(ping);
			}
			else {
				this.done.countDown();
			}
		}
	}

}
