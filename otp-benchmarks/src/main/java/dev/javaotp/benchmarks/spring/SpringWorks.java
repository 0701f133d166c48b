package dev.javaotp.benchmarks.spring;

import java.util.Map;

import dev.javaotp.benchmarks.peer.Measurement;
import dev.javaotp.benchmarks.work.Work;

/** How the works that concern an application are done. */
public final class SpringWorks implements AutoCloseable {

	private final HopInApplication hop = new HopInApplication();

	private final ManyLines lines = new ManyLines();

	/**
	 * The works.
	 * @return how each is done
	 */
	public Map<Work, Measurement> works() {
		return Map.of(Work.PING_PONG_WITH_METRICS, this.hop::percentWithMetrics, Work.TREE_WITH_A_MILLION,
				this.lines::readTree, Work.SCRAPE_WITH_A_MILLION, this.lines::scrape, Work.SCRAPE_SIZE_WITH_A_MILLION,
				this.lines::scrapeSize, Work.STARTUP_WITH_STARTER, (size) -> StartUp.millis(true),
				Work.STARTUP_WITHOUT_STARTER, (size) -> StartUp.millis(false));
	}

	@Override
	public void close() {
		this.hop.close();
		this.lines.close();
	}

}
