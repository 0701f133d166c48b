package dev.javaotp.gen;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessKilledError;
import org.jspecify.annotations.Nullable;

/**
 * All that watches one process: only there while something does. Used by the process
 * alone.
 */
final class Debugging {

	/** What is installed under one of these has no name that anybody else could give. */
	private enum Own {

		TRACE, LOG, STATISTICS

	}

	private static final class Counts {

		private final long startNanos;

		private long in;

		private long out;

		Counts(long startNanos) {
			this.startNanos = startNanos;
		}

		Counts count(SystemEvent event) {
			if (event instanceof SystemEvent.In) {
				this.in++;
			}
			else if (event instanceof SystemEvent.Out) {
				this.out++;
			}
			return this;
		}

	}

	private record LastEvents(int size, Deque<SystemEvent> events) {

		LastEvents add(SystemEvent event) {
			if (this.events.size() == this.size) {
				this.events.removeFirst();
			}
			this.events.addLast(event);
			return this;
		}

	}

	/** A function with its state. */
	private static final class Watch<F> {

		private final DebugFunction<F> function;

		private F state;

		Watch(DebugFunction<F> function, F state) {
			this.function = function;
			this.state = state;
		}

		/** Whether it wants to go on. */
		boolean see(SystemEvent event, Pid pid) {
			try {
				F next = this.function.apply(this.state, event, pid);
				if (next == null) {
					return false;
				}
				this.state = next;
				return true;
			}
			catch (ProcessKilledError killed) {
				throw killed;
			}
			catch (Throwable ex) {
				// who watches must not harm
				return false;
			}
		}

	}

	private final ProcessContext self;

	private final Map<Object, Watch<?>> watches = new LinkedHashMap<>();

	Debugging(ProcessContext self) {
		this.self = self;
	}

	void trace(SystemEvent event) {
		Pid pid = this.self.self();
		this.watches.values().removeIf((watch) -> !watch.see(event, pid));
	}

	boolean isEmpty() {
		return this.watches.isEmpty();
	}

	void add(DebugOption option) {
		switch (option) {
			case DebugOption.Trace trace -> install(Own.TRACE, Debugging::line, trace.lines());
			case DebugOption.Log log -> log(log.size());
			case DebugOption.Statistics statistics ->
				install(Own.STATISTICS, (counts, event, pid) -> counts.count(event), new Counts(now()));
			case DebugOption.Install<?> install -> install(install);
		}
	}

	private <F> void install(DebugOption.Install<F> install) {
		install(install.id(), install.function(), install.state());
	}

	// what is there already stays
	private <F> void install(Object id, DebugFunction<F> function, F state) {
		this.watches.putIfAbsent(id, new Watch<>(function, state));
	}

	private static Consumer<? super String> line(Consumer<? super String> lines, SystemEvent event, Pid pid) {
		lines.accept(pid + ": " + event);
		return lines;
	}

	// a log that is there already gets another size and keeps what fits
	private void log(int size) {
		LastEvents log = new LastEvents(size, new ArrayDeque<>());
		getLog().forEach(log::add);
		this.watches.put(Own.LOG, new Watch<>((last, event, pid) -> last.add(event), log));
	}

	void remove(Object id) {
		this.watches.remove(id);
	}

	void stopTracing() {
		remove(Own.TRACE);
	}

	void stopLog() {
		remove(Own.LOG);
	}

	void stopStatistics() {
		remove(Own.STATISTICS);
	}

	void clear() {
		this.watches.clear();
	}

	List<SystemEvent> getLog() {
		Watch<?> watch = this.watches.get(Own.LOG);
		return (watch != null) ? List.copyOf(((LastEvents) watch.state).events()) : List.of();
	}

	@Nullable Statistics getStatistics() {
		Watch<?> watch = this.watches.get(Own.STATISTICS);
		if (watch == null) {
			return null;
		}
		Counts counts = (Counts) watch.state;
		return new Statistics(Duration.ofNanos(now() - counts.startNanos), counts.in, counts.out);
	}

	List<String> names() {
		return this.watches.keySet().stream().map(Debugging::name).toList();
	}

	private static String name(Object id) {
		return (id instanceof Own own) ? own.name().toLowerCase(Locale.ROOT) : id.toString();
	}

	private long now() {
		return this.self.system().time().nanoTime();
	}

}
