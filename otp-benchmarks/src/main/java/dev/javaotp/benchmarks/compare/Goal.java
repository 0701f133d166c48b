package dev.javaotp.benchmarks.compare;

import java.util.List;
import java.util.Optional;

import dev.javaotp.benchmarks.peer.PeerKind;
import dev.javaotp.benchmarks.work.Work;
import org.jspecify.annotations.Nullable;

/**
 * How far ahead of a peer this runtime has set out to be.
 *
 * @param work what is done
 * @param peer compared with whom; {@code null} for a figure of our own that must not be
 * exceeded
 * @param least how many times the peer's figure has to be of ours, or that figure
 */
record Goal(Work work, @Nullable PeerKind peer, double least) {

	static final List<Goal> ALL = List.of();

	/** The factor, or the figure, that was reached; none if it was not measured. */
	Optional<Double> reached(Results results) {
		Optional<Result> ours = results.of(this.work, PeerKind.OTP);
		if (this.peer == null) {
			return ours.map(Result::median);
		}
		return ours.flatMap((own) -> results.of(this.work, this.peer).map((other) -> other.median() / own.median()));
	}

	boolean isMet(double reached) {
		return (this.peer == null) ? reached <= this.least : reached >= this.least;
	}

}
