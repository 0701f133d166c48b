package dev.javaotp.benchmarks.threads;

import java.util.concurrent.CountDownLatch;

/** A ring of actors, with one message that goes round. */
final class Ring {

	private static final int MEMBERS = 1_000;

	private static final Object TOKEN = "token";

	private Ring() {
	}

	static double run(int steps) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(MEMBERS);
		Actor[] members = new Actor[MEMBERS];
		for (int i = 0; i < MEMBERS; i++) {
			members[i] = Actor.start((self) -> pass(self, steps / MEMBERS, done));
		}
		for (int i = 0; i < MEMBERS; i++) {
			members[i].send(members[(i + 1) % MEMBERS]);
		}
		long begun = System.nanoTime();
		members[0].send(TOKEN);
		done.await();
		double nanos = System.nanoTime() - begun;
		Actor.end(members);
		return nanos / steps;
	}

	private static void pass(Actor self, int rounds, CountDownLatch done) throws InterruptedException {
		Actor next = (Actor) self.receive();
		for (int i = 0; i < rounds; i++) {
			next.send(self.receive());
		}
		done.countDown();
	}

}
