package dev.javaotp.benchmarks.threads;

/** A tree in which each actor starts ten, up to so many leaves. */
final class Skynet {

	private static final int CHILDREN = 10;

	private Skynet() {
	}

	static double run(int leaves) {
		long begun = System.nanoTime();
		long result = Actor.compute((self) -> sumOfChildren(self, 0, leaves)).join();
		double millis = (System.nanoTime() - begun) / 1e6;
		if (result != (long) leaves * (leaves - 1) / 2) {
			throw new IllegalStateException("wrong sum: " + result);
		}
		return millis;
	}

	private static long sumOfChildren(Actor self, long first, int leaves) throws InterruptedException {
		int share = leaves / CHILDREN;
		for (int i = 0; i < CHILDREN; i++) {
			long number = first + (long) i * share;
			if (share == 1) {
				// a leaf receives nothing, so it needs no queue
				Thread.startVirtualThread(() -> self.send(number));
			}
			else {
				Actor.start((child) -> self.send(sumOfChildren(child, number, share)));
			}
		}
		long sum = 0;
		for (int i = 0; i < CHILDREN; i++) {
			sum += (Long) self.receive();
		}
		return sum;
	}

}
