package dev.javaotp.spring.autoconfigure;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import dev.javaotp.scheduler.TimeSource;

/**
 * Lets through only so many reports of each kind within some time, and tells how many it
 * held back when that time is over.
 */
final class RateLimit {

	/** So many kinds are told apart; the rest counts together. */
	static final int MOST_KINDS = 1_000;

	private final int limit;

	private final Duration within;

	private final TimeSource time;

	private final BiConsumer<String, Integer> leftOut;

	// guarded by this; empty between two windows
	private final Map<String, Integer> counts = new HashMap<>();

	RateLimit(int limit, Duration within, TimeSource time, BiConsumer<String, Integer> leftOut) {
		this.limit = limit;
		this.within = within;
		this.time = time;
		this.leftOut = leftOut;
	}

	synchronized boolean permits(String kind) {
		if (this.counts.isEmpty()) {
			this.time.schedule(this.within.toNanos(), this::endOfWindow);
		}
		boolean one = this.counts.size() < MOST_KINDS || this.counts.containsKey(kind);
		return this.counts.merge((one) ? kind : "others", 1, Integer::sum) <= this.limit;
	}

	void endOfWindow() {
		Map<String, Integer> seen;
		synchronized (this) {
			seen = new TreeMap<>(this.counts);
			this.counts.clear();
		}
		seen.forEach((kind, count) -> {
			if (count > this.limit) {
				this.leftOut.accept(kind, count - this.limit);
			}
		});
	}

}
