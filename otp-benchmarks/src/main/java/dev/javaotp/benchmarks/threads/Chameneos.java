package dev.javaotp.benchmarks.threads;

import java.util.concurrent.CompletableFuture;

import dev.javaotp.benchmarks.work.Colour;

/** Creatures that meet in pairs in a mall and change their colours. */
final class Chameneos {

	private static final int CREATURES = 100;

	private static final Object CLOSED = "closed";

	private record Meet(Actor creature, Colour colour) {
	}

	private Chameneos() {
	}

	static double run(int meetings) throws InterruptedException {
		CompletableFuture<Integer> sum = new CompletableFuture<>();
		Actor mall = Actor.start((self) -> sum.complete(keepMall(self, meetings)));
		Actor[] creatures = new Actor[CREATURES];
		for (int i = 0; i < CREATURES; i++) {
			Colour colour = Colour.of(i);
			creatures[i] = Actor.start((self) -> live(self, mall, colour));
		}
		long begun = System.nanoTime();
		for (Actor creature : creatures) {
			creature.send("start");
		}
		if (sum.join() != 2 * meetings) {
			throw new IllegalStateException("wrong number of meetings: " + sum.join());
		}
		double nanos = System.nanoTime() - begun;
		Actor.end(creatures);
		return nanos / meetings;
	}

	private static int keepMall(Actor self, int meetings) throws InterruptedException {
		for (int left = meetings; left > 0; left--) {
			Meet first = (Meet) self.receive();
			Meet second = (Meet) self.receive();
			first.creature().send(second);
		}
		int sum = 0;
		for (int inside = CREATURES; inside > 0;) {
			switch (self.receive()) {
				case Meet late -> late.creature().send(CLOSED);
				case Object met -> {
					sum += (Integer) met;
					inside--;
				}
			}
		}
		return sum;
	}

	private static void live(Actor self, Actor mall, Colour born) throws InterruptedException {
		Colour colour = born;
		int met = 0;
		self.receive();
		mall.send(new Meet(self, colour));
		while (true) {
			Object message = self.receive();
			if (message == CLOSED) {
				mall.send(met);
				return;
			}
			if (message instanceof Meet other) {
				colour = colour.after(other.colour());
				other.creature().send(colour);
			}
			else {
				colour = (Colour) message;
			}
			met++;
			mall.send(new Meet(self, colour));
		}
	}

}
