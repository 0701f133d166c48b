package dev.javaotp.spring.observer;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import dev.javaotp.gen.CallException;
import dev.javaotp.gen.Sys;
import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * The processes that are traced, a few at a time. A process that is not pays nothing.
 */
final class Traces {

	/** How many processes are traced at a time. */
	static final int MOST = 20;

	private final Clock clock;

	private final LongSupplier nanoTime;

	private final boolean withTexts;

	// guarded by this
	private final Map<Pid, Trace> traces = new HashMap<>();

	/**
	 * Creates it.
	 * @param clock what time it is
	 * @param nanoTime how time passes
	 * @param withTexts whether contents of messages may be shown to anybody
	 */
	Traces(Clock clock, LongSupplier nanoTime, boolean withTexts) {
		this.clock = clock;
		this.nanoTime = nanoTime;
		this.withTexts = withTexts;
	}

	/**
	 * Begins to trace a process.
	 * @param name what it was called by whoever asked for it
	 * @param pid the process, if it runs
	 * @return why it cannot be traced, or {@code null} if it is
	 */
	synchronized @Nullable String start(String name, @Nullable Pid pid) {
		forgetThoseThatAreOver();
		if (pid == null || !pid.isAlive()) {
			return "'" + name + "' is not running.";
		}
		if (!Sys.isBehaviour(pid)) {
			return "'" + name + "' cannot be traced: it is a plain process, not a server or another behaviour.";
		}
		if (this.traces.containsKey(pid)) {
			return "'" + name + "' is traced already.";
		}
		if (this.traces.size() >= MOST) {
			return MOST + " processes are traced already: stop tracing one of them.";
		}
		Trace trace = new Trace(this.clock, this.nanoTime, this.withTexts);
		this.traces.put(pid, trace);
		send(() -> Sys.install(pid, trace, trace, trace, Duration.ZERO));
		return null;
	}

	/**
	 * Stops tracing a process.
	 * @param name what it was called by whoever asked for it
	 * @param pid the process, if it runs
	 * @return why that cannot be, or {@code null} if it is done
	 */
	synchronized @Nullable String stop(String name, @Nullable Pid pid) {
		forgetThoseThatAreOver();
		Trace trace = this.traces.remove(pid);
		if (pid == null || trace == null) {
			return "'" + name + "' is not traced.";
		}
		remove(pid, trace);
		return null;
	}

	synchronized boolean isTraced(Pid pid) {
		forgetThoseThatAreOver();
		return this.traces.containsKey(pid);
	}

	/**
	 * What a process did of late.
	 * @param values whether contents may be shown to whoever looks
	 * @return the trace, or {@code null} if it is not traced
	 */
	synchronized View.@Nullable Trace look(Pid pid, boolean values) {
		forgetThoseThatAreOver();
		Trace trace = this.traces.get(pid);
		return (trace != null) ? trace.look(values) : null;
	}

	private void forgetThoseThatAreOver() {
		this.traces.entrySet().removeIf((entry) -> {
			boolean over = entry.getValue().isOver() || !entry.getKey().isAlive();
			if (over) {
				remove(entry.getKey(), entry.getValue());
			}
			return over;
		});
	}

	private static void remove(Pid pid, Trace trace) {
		send(() -> Sys.remove(pid, trace, Duration.ZERO));
	}

	/** Waits for no process: one that is busy does it when it is done. */
	private static void send(Runnable request) {
		try {
			request.run();
		}
		catch (CallException ex) {
			// on its way, or the process has ended
		}
	}

}
