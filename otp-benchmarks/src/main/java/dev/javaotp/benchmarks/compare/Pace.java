package dev.javaotp.benchmarks.compare;

import java.time.Duration;

/**
 * How long a peer is warmed up for a work, and how long its turns last. It repeats the
 * work for {@code least}, and then for as long as its JIT compiler is at work or a
 * repetition is clearly faster than all before it, up to {@code most}: a compiler needs a
 * moment for some works and seconds for others.
 *
 * @param least the shortest time
 * @param most the longest time
 * @param once a single run that takes longer than this is not repeated
 * @param cold a first run that takes longer than this has warmed itself up, and counts
 * @param turn a work that is over sooner is repeated for so long in each turn
 */
record Pace(Duration least, Duration most, Duration once, Duration cold, Duration turn) {

	private static final Duration NEVER = Duration.ofDays(1);

	private static final Duration SHORTEST = Duration.ofMillis(300);

	private static final Duration LONGEST = Duration.ofSeconds(3);

	static final Pace FULL = new Pace(Duration.ofSeconds(2), Duration.ofSeconds(10), NEVER, NEVER,
			Duration.ofSeconds(1));

	/**
	 * For a comparison that has to be done in some minutes.
	 * @param share how much time there is for each peer and work
	 * @return the pace
	 */
	static Pace quick(Duration share) {
		return new Pace(SHORTEST, (share.compareTo(LONGEST) < 0) ? share : LONGEST, Duration.ofMillis(200),
				Duration.ofMillis(900), Duration.ZERO);
	}

}
