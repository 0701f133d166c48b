package dev.javaotp.benchmarks.otp;

import java.util.concurrent.CountDownLatch;

import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;

/** A process starts others that end at once. */
final class Spawn {

	private Spawn() {
	}

	static double run(ProcessSystem system, int processes) {
		return Stopwatch.nanos(system, (self) -> {
			CountDownLatch ended = new CountDownLatch(processes);
			for (int i = 0; i < processes; i++) {
				self.spawn((child) -> ended.countDown(), SpawnOptions.DEFAULTS);
			}
			ended.await();
		}) / processes;
	}

}
