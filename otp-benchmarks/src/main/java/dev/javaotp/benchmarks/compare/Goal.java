package dev.javaotp.benchmarks.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.javaotp.benchmarks.peer.PeerKind;
import dev.javaotp.benchmarks.work.Work;

/**
 * What this runtime has set out to reach.
 *
 * @param subject what it is about
 * @param wanted the goal, in words
 * @param outcome what came out, none if it was not measured
 */
record Goal(String subject, String wanted, Function<Results, Optional<Outcome>> outcome) {

	/**
	 * How far it got.
	 *
	 * @param reached the figure
	 * @param met whether that is enough
	 */
	record Outcome(String reached, boolean met) {
	}

	private static final List<Work> SAVINA = List.of(Work.PAIRS, Work.MANY_TO_ONE, Work.COUNT, Work.FORK_JOIN_CREATE,
			Work.FORK_JOIN_THROUGHPUT, Work.BIG, Work.CHAMENEOS);

	/** All goals, for a table of them. */
	static List<Goal> all() {
		Stream<Goal> hops = Stream.of(Work.PING_PONG, Work.RING)
			.flatMap((work) -> Stream.of(ahead(work, 6, PeerKind.PEKKO), ahead(work, 5, PeerKind.BEAM),
					ahead(work, 10, PeerKind.VIRTUAL_THREADS)));
		Stream<Goal> savina = SAVINA.stream().map((work) -> ahead(work, 1, others()));
		Stream<Goal> median = Stream.of(medianAhead(SAVINA, 2, PeerKind.PEKKO));
		Stream<Goal> spawning = Stream.of(ahead(Work.SKYNET, 4, PeerKind.PEKKO), ahead(Work.SKYNET, 8, PeerKind.BEAM));
		Stream<Goal> calls = Stream.of(ahead(Work.CALL_FROM_PROCESS, 2, PeerKind.BEAM),
				ahead(Work.CALL_FROM_PROCESS, Work.CALL_FROM_THREAD, 10, PeerKind.PEKKO));
		Stream<Goal> supervision = Stream.of(Work.START_CHILD, Work.RESTART, Work.STOP_TREE)
			.map((work) -> ahead(work, 5, PeerKind.PEKKO, PeerKind.PEKKO_TYPED, PeerKind.BEAM));
		Stream<Goal> limits = Stream.of(atMost(Work.MEMORY_SUPERVISED, 300), atMost(Work.OTHERS_WHILE_BLOCKED, 20),
				atMost(Work.BLOCKERS_DONE, 150), atMost(Work.OTHERS_WHILE_SPINNING, 20),
				atMost(Work.PING_PONG_WITH_METRICS, 103), atMost(Work.SCRAPE_WITH_A_MILLION, 50));
		return Stream.of(hops, savina, median, spawning, calls, supervision, limits)
			.flatMap(Function.identity())
			.toList();
	}

	private static PeerKind[] others() {
		return Arrays.stream(PeerKind.values()).filter((peer) -> peer != PeerKind.OTP).toArray(PeerKind[]::new);
	}

	/** So many times ahead of the fastest of some peers. */
	static Goal ahead(Work work, double factor, PeerKind... peers) {
		return ahead(work, work, factor, peers);
	}

	/** The same where the peers do another work, the one that comes nearest there. */
	static Goal ahead(Work work, Work theirs, double factor, PeerKind... peers) {
		String who = (peers.length > 3) ? "every peer" : String.join(", ", Stream.of(peers).map(PeerKind::id).toList());
		return new Goal(work.id(),
				"%s× ahead of %s%s".formatted(MarkdownReport.figure(factor), who,
						(theirs != work) ? " (" + theirs.id() + ")" : ""),
				(results) -> fastest(results, theirs, peers).flatMap(
						(other) -> results.of(work, PeerKind.OTP).map((own) -> times(other / own.median(), factor))));
	}

	private static Optional<Double> fastest(Results results, Work work, PeerKind... peers) {
		return Stream.of(peers)
			.flatMap((peer) -> results.of(work, peer).stream())
			.map(Result::median)
			.min(Double::compare);
	}

	/** So many times ahead of a peer in the middle of several works. */
	static Goal medianAhead(List<Work> works, double factor, PeerKind peer) {
		return new Goal("median of " + String.join(", ", works.stream().map(Work::id).toList()),
				"%s× ahead of %s".formatted(MarkdownReport.figure(factor), peer.id()), (results) -> {
					double[] ratios = works.stream()
						.flatMap((work) -> results.of(work, peer)
							.flatMap((other) -> results.of(work, PeerKind.OTP)
								.map((own) -> other.median() / own.median()))
							.stream())
						.mapToDouble(Double::doubleValue)
						.toArray();
					return (ratios.length == works.size()) ? Optional.of(times(Result.median(ratios), factor))
							: Optional.empty();
				});
	}

	private static Outcome times(double ratio, double factor) {
		return new Outcome(MarkdownReport.figure(ratio) + "×", ratio >= factor);
	}

	/** Not more than a figure. */
	static Goal atMost(Work work, double limit) {
		return new Goal(work.id(), "at most %s %s".formatted(MarkdownReport.figure(limit), work.unit()),
				(results) -> results.of(work, PeerKind.OTP)
					.map((own) -> new Outcome(MarkdownReport.figure(own.median()) + " " + work.unit(),
							own.median() <= limit)));
	}

}
