package dev.javaotp.benchmarks.compare;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;

import dev.javaotp.benchmarks.peer.PeerKind;
import dev.javaotp.benchmarks.work.Work;

/**
 * What came out for one work and one peer.
 *
 * @param work what was done
 * @param peer who did it
 * @param median the figure in the middle, in the unit of the work
 * @param min the best figure
 * @param max the worst figure
 */
public record Result(Work work, PeerKind peer, double median, double min, double max) {

	/**
	 * Sums up the runs of one peer.
	 * @param work what was done
	 * @param peer who did it
	 * @param figures one figure per run, at least one
	 * @return the result
	 */
	static Result of(Work work, PeerKind peer, double... figures) {
		DoubleSummaryStatistics summary = Arrays.stream(figures).summaryStatistics();
		return new Result(work, peer, median(figures), summary.getMin(), summary.getMax());
	}

	/** The figure in the middle, or between the two in the middle. */
	static double median(double... figures) {
		double[] sorted = figures.clone();
		Arrays.sort(sorted);
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

}
