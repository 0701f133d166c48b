package dev.javaotp.benchmarks.otp;

import java.time.Duration;

import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.TimerRef;

/** A process sets timers that would send it a message, and cancels them. */
final class Timers {

	private static final Object TIMEOUT = "timeout";

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private Timers() {
	}

	static double run(ProcessSystem system, int timers) {
		return Stopwatch.nanos(system, (self) -> {
			TimerRef[] set = new TimerRef[timers];
			for (int i = 0; i < timers; i++) {
				set[i] = self.sendAfter(MINUTE, self.self(), TIMEOUT);
			}
			for (TimerRef timer : set) {
				if (timer.cancel().isEmpty()) {
					throw new IllegalStateException("a timer was not cancelled");
				}
			}
		}) / timers;
	}

}
