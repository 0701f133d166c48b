package dev.javaotp.benchmarks.peer;

/** How a peer does one work. */
@FunctionalInterface
public interface Measurement {

	/**
	 * Does the work once and leaves nothing behind.
	 * @param size how much of it
	 * @return the figure, in the unit of the work
	 * @throws Exception if the work could not be done, or its result was wrong
	 */
	double run(int size) throws Exception;

}
