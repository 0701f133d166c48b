package dev.javaotp.spring.observer;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.javaotp.gen.Sys;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessInfo;
import dev.javaotp.process.ProcessSystem;

/**
 * Handlers that do not return, as far as one can tell from outside: of a process that is
 * running each time somebody looks, and has handled nothing in between. Plain processes
 * are no handlers, and may run for as long as they like.
 */
final class Stuck {

	/** From when on a handler counts as stuck. */
	static final Duration LONG = Duration.ofSeconds(10);

	/** From when on it is worth to say that a handler is still at it. */
	static final Duration NOTICED = Duration.ofSeconds(1);

	private static final int MOST = 1_000;

	/** A process, and for how long it is known to have been in its handler. */
	record Handler(Pid pid, long millis) {
	}

	private record Since(long handled, long nanos) {
	}

	private final ProcessSystem system;

	private final LongSupplier nanoTime;

	private final Map<Pid, Since> running = new ConcurrentHashMap<>();

	Stuck(ProcessSystem system, LongSupplier nanoTime) {
		this.system = system;
		this.nanoTime = nanoTime;
	}

	/**
	 * Looks at a process.
	 * @return whether it is stuck
	 */
	boolean look(Pid pid) {
		if (this.system.status(pid) != ProcessInfo.Status.RUNNING || !pid.isAlive() || !Sys.isBehaviour(pid)) {
			this.running.remove(pid);
			return false;
		}
		long handled = this.system.messagesHandled(pid);
		Since since = this.running.get(pid);
		if (since != null && since.handled() == handled) {
			return isLong(since);
		}
		if (since != null || this.running.size() < MOST) {
			this.running.put(pid, new Since(handled, this.nanoTime.getAsLong()));
		}
		return false;
	}

	/** For how long a process is known to have been in its handler. */
	Duration since(Pid pid) {
		look(pid);
		Since since = this.running.get(pid);
		return (since != null) ? Duration.ofNanos(age(since)) : Duration.ZERO;
	}

	/** Looks again at all that were running the last time. */
	void lookAgain() {
		this.running.keySet().forEach(this::look);
	}

	int count() {
		return (int) this.running.values().stream().filter(this::isLong).count();
	}

	/** Those that are stuck, the longest first. */
	List<Handler> longest(int limit) {
		return this.running.entrySet()
			.stream()
			.filter((entry) -> isLong(entry.getValue()))
			.sorted(Comparator.comparingLong((entry) -> entry.getValue().nanos()))
			.limit(limit)
			.map((entry) -> new Handler(entry.getKey(), TimeUnit.NANOSECONDS.toMillis(age(entry.getValue()))))
			.toList();
	}

	private boolean isLong(Since since) {
		return age(since) >= LONG.toNanos();
	}

	private long age(Since since) {
		return this.nanoTime.getAsLong() - since.nanos();
	}

}
