package dev.javaotp.benchmarks.threads;

/** One actor tells another to count, and then asks how far it got. */
final class Count {

	private static final Object INCREMENT = "increment";

	private Count() {
	}

	static double run(int increments) throws InterruptedException {
		Actor counter = Actor.start(Count::count);
		double nanos = Actor.compute((self) -> {
			long begun = System.nanoTime();
			for (int i = 0; i < increments; i++) {
				counter.send(INCREMENT);
			}
			if ((Integer) counter.ask("sum").join() != increments) {
				throw new IllegalStateException("wrong sum");
			}
			return (double) (System.nanoTime() - begun);
		}).join();
		Actor.end(counter);
		return nanos / increments;
	}

	private static void count(Actor self) throws InterruptedException {
		int sum = 0;
		while (true) {
			if (self.receive() instanceof Actor.Call call) {
				call.answer().complete(sum);
			}
			else {
				sum++;
			}
		}
	}

}
