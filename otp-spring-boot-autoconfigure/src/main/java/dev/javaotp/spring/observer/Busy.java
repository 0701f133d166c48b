package dev.javaotp.spring.observer;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * For which share of the last seconds processes were in their handlers. To count the time
 * itself would cost every process something; this only looks, some dozen times a second,
 * whether a few of them are running, and only while a page is open.
 */
final class Busy {

	/** How often it looks. */
	static final int EVERY_MILLIS = 20;

	/** How many looks a share tells of: two seconds. */
	static final int LOOKS = 100;

	private static final int ASKED_LOOKS = 5 * LOOKS;

	/** What has been seen of a process; written by one thread. */
	private static final class Share {

		private int looks;

		private volatile double value;

		// until which look somebody wants to know
		private volatile long wantedUntil;

		void add(boolean running) {
			this.looks = Math.min(this.looks + 1, LOOKS);
			this.value += (((running) ? 1 : 0) - this.value) / this.looks;
		}

	}

	private final Predicate<Pid> running;

	private final Map<Pid, Share> shares = new ConcurrentHashMap<>();

	private volatile long looks;

	/**
	 * Creates it.
	 * @param running whether a process is in its handler just now
	 */
	Busy(Predicate<Pid> running) {
		this.running = running;
	}

	/** Looks once at those that somebody wants to know of. */
	void look() {
		this.looks++;
		this.shares.forEach((pid, share) -> share.add(this.running.test(pid)));
	}

	/** From now on looks at these, and at those that were asked for of late. */
	void watch(Collection<Pid> pids) {
		Set<Pid> wanted = new HashSet<>(pids);
		this.shares.entrySet()
			.removeIf((entry) -> !entry.getKey().isAlive()
					|| (!wanted.contains(entry.getKey()) && entry.getValue().wantedUntil < this.looks));
		pids.stream().filter(Pid::isAlive).forEach((pid) -> this.shares.computeIfAbsent(pid, (added) -> new Share()));
	}

	/** The same, for a process that somebody looks at. */
	@Nullable Double ask(Pid pid) {
		if (pid.isAlive()) {
			this.shares.computeIfAbsent(pid, (added) -> new Share()).wantedUntil = this.looks + ASKED_LOOKS;
		}
		return share(pid);
	}

	/**
	 * For which share of the time a process was in its handler.
	 * @return from 0 to 1, {@code null} if it is not known yet
	 */
	@Nullable Double share(Pid pid) {
		Share share = this.shares.get(pid);
		return (share != null && share.looks > 0) ? share.value : null;
	}

	void forget() {
		this.shares.clear();
	}

}
