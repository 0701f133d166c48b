package dev.javaotp.benchmarks.compare;

import java.time.Duration;

import dev.javaotp.benchmarks.work.Scale;

/**
 * How long a peer is warmed up for a work. It repeats the work for {@code least}, and
 * then for as long as a repetition is clearly faster than all before it, up to
 * {@code most}: a JIT compiler needs a moment for some works and seconds for others.
 *
 * @param least the shortest time
 * @param most the longest time
 * @param once a single run that takes longer than this is not repeated
 * @param cold a first run that takes longer than this has warmed itself up, and counts
 */
record Pace(Duration least, Duration most, Duration once, Duration cold) {

	private static final Duration NEVER = Duration.ofDays(1);

	private static final Pace QUICK = new Pace(Duration.ofMillis(300), Duration.ofMillis(800), Duration.ofMillis(200),
			Duration.ofMillis(900));

	private static final Pace FULL = new Pace(Duration.ofSeconds(2), Duration.ofSeconds(5), NEVER, NEVER);

	static Pace of(Scale scale) {
		return switch (scale) {
			case QUICK -> QUICK;
			case FULL -> FULL;
		};
	}

}
