package dev.javaotp.benchmarks.peer;

import java.util.Map;

import dev.javaotp.benchmarks.work.Work;

/**
 * One of those who are compared: what runs processes, set up the way its own handbook
 * advises for throughput. It keeps what it runs on (threads, systems) from one work to
 * the next.
 */
public interface Peer extends AutoCloseable {

	/**
	 * The works that it can do. A work that has no counterpart there is left out.
	 * @return how each is done
	 */
	Map<Work, Measurement> works();

	/**
	 * What it is, with its version, as the report shows it.
	 * @return for instance "Apache Pekko 1.7.0, classic, throughput 256"
	 */
	String description();

	@Override
	void close();

}
