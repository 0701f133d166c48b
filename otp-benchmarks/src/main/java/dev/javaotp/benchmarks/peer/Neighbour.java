package dev.javaotp.benchmarks.peer;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/**
 * A small process that is called every millisecond while others keep the machine busy.
 * Each call waits for the answer to the one before.
 */
@FunctionalInterface
public interface Neighbour {

	/** With fewer answers, the 99th percentile would only be the slowest of them. */
	int LEAST_CALLS = 200;

	/** How long it is called while others compute without end. */
	Duration SPINNING = Duration.ofSeconds(1);

	/** How long somebody who starves is waited for; such a figure says "at least". */
	Duration PATIENCE = Duration.ofSeconds(3);

	/**
	 * Calls it once.
	 * @param nanos how long to wait for the answer
	 * @throws TimeoutException if there was none
	 * @throws Exception if the call failed
	 */
	void call(long nanos) throws Exception;

	/**
	 * Calls it again and again and notes how long it takes to answer. An answer that does
	 * not come in time counts as having come at the very end.
	 * @param over whether the others have ended; {@value #LEAST_CALLS} calls are made in
	 * any case
	 * @param limit when to give up
	 * @return the 99th percentile, in milliseconds
	 * @throws Exception if a call failed
	 */
	default double latencyUntil(BooleanSupplier over, Duration limit) throws Exception {
		long end = System.nanoTime() + limit.toNanos();
		LongStream.Builder latencies = LongStream.builder();
		for (int calls = 0; calls < LEAST_CALLS || !over.getAsBoolean(); calls++) {
			long asked = System.nanoTime();
			if (asked >= end) {
				break;
			}
			try {
				call(end - asked);
			}
			catch (TimeoutException ex) {
				// counted like the others, by the time that was waited
			}
			latencies.add(System.nanoTime() - asked);
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
		}
		return Figures.percentile(latencies.build().toArray(), 99) / 1e6;
	}

}
