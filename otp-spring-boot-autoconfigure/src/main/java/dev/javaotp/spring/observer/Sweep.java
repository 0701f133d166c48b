package dev.javaotp.spring.observer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessInfo;
import dev.javaotp.process.ProcessSystem;

/**
 * Goes through the processes to find the longest mailboxes and the busiest, some
 * thousands at a time: where there are more it goes on where it stopped, and what it says
 * of those it is not just looking at is from the last time it came by. So each step costs
 * the same, however many processes there are.
 */
final class Sweep {

	private static final int STEP = 5_000;

	private static final int CANDIDATES = 50;

	/** A process, how many messages it had handled, and how many more each second. */
	record Seen(Pid pid, int mailbox, long handled, double perSecond) {
	}

	private static final Comparator<Seen> RATE = Comparator.comparingDouble(Seen::perSecond);

	private record Handled(long messages, long nanos) {
	}

	private final ProcessSystem system;

	private final Stuck stuck;

	private final Busy busy;

	private Iterator<Pid> rest = List.<Pid>of().iterator();

	private Map<Pid, Handled> before = new HashMap<>();

	private Map<Pid, Handled> now = new HashMap<>();

	private final Map<Pid, Seen> candidates = new HashMap<>();

	private long mailboxSoFar;

	private double rateSoFar;

	private long mailbox;

	private double rate;

	Sweep(ProcessSystem system, Stuck stuck, Busy busy) {
		this.system = system;
		this.stuck = stuck;
		this.busy = busy;
	}

	/** Looks at the next processes. */
	void step() {
		this.stuck.lookAgain();
		refresh();
		if (!this.rest.hasNext()) {
			this.rest = this.system.processes().iterator();
		}
		for (int looked = 0; looked < STEP && this.rest.hasNext(); looked++) {
			look(this.rest.next());
		}
		if (!this.rest.hasNext()) {
			endOfRound();
		}
		keepTheFirst();
		this.busy.watch(this.candidates.keySet());
	}

	private void look(Pid pid) {
		this.stuck.look(pid);
		int depth = this.system.mailboxDepth(pid);
		long handled = this.system.messagesHandled(pid);
		double perSecond = rate(pid, handled);
		this.mailboxSoFar += depth;
		this.rateSoFar += perSecond;
		if (depth > 0 || perSecond > 0 || this.system.status(pid) == ProcessInfo.Status.RUNNING) {
			this.candidates.put(pid, new Seen(pid, depth, handled, perSecond));
		}
		if (this.now.size() < STEP) {
			this.now.put(pid, new Handled(handled, System.nanoTime()));
		}
	}

	private double rate(Pid pid, long handled) {
		Handled last = this.before.get(pid);
		return (last != null) ? (handled - last.messages()) * 1e9 / Math.max(1, System.nanoTime() - last.nanos()) : 0;
	}

	/** Those that are shown must be right, even if the next time they come by is far. */
	private void refresh() {
		List.copyOf(this.candidates.keySet()).forEach((pid) -> {
			if (pid.isAlive()) {
				this.candidates.computeIfPresent(pid,
						(same, seen) -> new Seen(pid, this.system.mailboxDepth(pid), seen.handled(), seen.perSecond()));
			}
			else {
				this.candidates.remove(pid);
			}
		});
	}

	private void endOfRound() {
		this.mailbox = this.mailboxSoFar;
		this.rate = this.rateSoFar;
		this.mailboxSoFar = 0;
		this.rateSoFar = 0;
		this.before = this.now;
		this.now = new HashMap<>();
	}

	private void keepTheFirst() {
		List<Pid> kept = new ArrayList<>();
		longestMailboxes(CANDIDATES).forEach((seen) -> kept.add(seen.pid()));
		busiest(CANDIDATES).forEach((seen) -> kept.add(seen.pid()));
		this.candidates.keySet().retainAll(kept);
	}

	long mailbox() {
		return this.mailbox;
	}

	double rate() {
		return this.rate;
	}

	List<Seen> longestMailboxes(int limit) {
		return first(this.candidates.values(), Comparator.comparingInt(Seen::mailbox), limit).stream()
			.filter((seen) -> seen.mailbox() > 0)
			.toList();
	}

	List<Seen> busiest(int limit) {
		return first(this.candidates.values(), Comparator.comparingDouble(this::share).thenComparing(RATE), limit)
			.stream()
			.filter((seen) -> seen.perSecond() > 0 || share(seen) > 0)
			.toList();
	}

	private double share(Seen seen) {
		Double share = this.busy.share(seen.pid());
		// one that has just been found running is looked at, at least once
		return (share != null) ? share : Double.MIN_VALUE;
	}

	private static List<Seen> first(Collection<Seen> seen, Comparator<Seen> order, int limit) {
		return seen.stream().sorted(order.reversed()).limit(limit).toList();
	}

}
