package dev.javaotp.benchmarks.compare;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.javaotp.benchmarks.peer.PeerFailedException;
import dev.javaotp.benchmarks.peer.PeerKind;
import dev.javaotp.benchmarks.work.Scale;
import dev.javaotp.benchmarks.work.Work;

/**
 * Lets all peers do the same works, in turns.
 * <p>
 * For one work every peer is warmed up in a process of its own; then they run it one
 * after the other, again and again, so that whatever else the machine does meets all of
 * them alike. While one runs, the others sleep. At full scale each work has new
 * processes, so that no work profits or suffers from what a JIT compiler has seen in
 * another; a quick comparison has one process per peer for all works.
 */
final class Comparison implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private static final Duration QUICK_LIMIT = Duration.ofSeconds(30);

	// what a quick comparison has for all works: on a slow machine it warms up less
	private static final Duration QUICK_TIME = Duration.ofSeconds(125);

	private final Plan plan;

	private final PrintStream progress;

	private final Results results = new Results();

	private final List<Contestant> contestants = new ArrayList<>();

	private final long begun = System.nanoTime();

	/**
	 * What is to be compared.
	 *
	 * @param works in this order
	 * @param peers in this order
	 * @param rounds how often each peer runs each work
	 * @param scale how much time there is
	 */
	record Plan(List<Work> works, List<PeerKind> peers, int rounds, Scale scale) {
	}

	Comparison(Plan plan, PrintStream progress) {
		this.plan = plan;
		this.progress = progress;
	}

	Results run() {
		this.plan.peers().forEach(this::enter);
		List<Work> works = this.plan.works().stream().filter((work) -> work.size(this.plan.scale()) > 0).toList();
		for (int i = 0; i < works.size(); i++) {
			compare(works.get(i), works.get(i).size(this.plan.scale()), pace(works.get(i), works.size() - i));
			if (!quick()) {
				close();
			}
		}
		return this.results;
	}

	private void enter(PeerKind peer) {
		Optional<List<String>> command = peer.command();
		if (command.isEmpty()) {
			this.progress.println(peer.id() + " is not installed here and is left out");
			return;
		}
		Contestant contestant = new Contestant(peer, command.get(), (quick()) ? QUICK_LIMIT : LIMIT);
		this.contestants.add(contestant);
		this.results.describe(peer, contestant.description());
	}

	private Pace pace(Work work, int worksLeft) {
		if (!quick()) {
			return Pace.FULL;
		}
		Duration left = QUICK_TIME.minusNanos(System.nanoTime() - this.begun);
		Duration share = left.dividedBy((long) worksLeft * this.plan.peers().size());
		return Pace.quick(work.isConversation() ? share.multipliedBy(3) : share);
	}

	private void compare(Work work, int size, Pace pace) {
		List<Contestant> taking = new ArrayList<>();
		for (Contestant contestant : this.contestants) {
			if (contestant.can(work)
					&& attempt(work, contestant, () -> contestant.warm(work, size, pace, this.plan.rounds()))) {
				taking.add(contestant);
			}
		}
		for (int i = 0; i < this.plan.rounds(); i++) {
			int round = i;
			taking.removeIf((contestant) -> !attempt(work, contestant, () -> contestant.run(work, size, round)));
		}
		for (Contestant contestant : taking) {
			Result result = contestant.result(work);
			this.results.add(result);
			this.progress.printf("%-28s %-16s %,14.1f %s%n", work.id(), contestant.peer().id(), result.median(),
					work.unit());
		}
	}

	private boolean attempt(Work work, Contestant contestant, Runnable action) {
		try {
			action.run();
			return true;
		}
		catch (PeerFailedException ex) {
			String reason = String.valueOf(ex.getMessage());
			this.results.add(new Results.Failure(work, contestant.peer(), reason));
			this.progress.printf("%-28s %-16s failed: %s%n", work.id(), contestant.peer().id(), reason);
			contestant.close();
			return false;
		}
	}

	private boolean quick() {
		return this.plan.scale() == Scale.QUICK;
	}

	@Override
	public void close() {
		this.contestants.forEach(Contestant::close);
	}

}
