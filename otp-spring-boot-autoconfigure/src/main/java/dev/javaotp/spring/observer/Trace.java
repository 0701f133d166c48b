package dev.javaotp.spring.observer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

import dev.javaotp.gen.DebugFunction;
import dev.javaotp.gen.SystemEvent;
import dev.javaotp.gen.statem.StatemEvent;
import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * The last things that one process did, and how long its handlers took. The process
 * itself takes note of them, between two of its own messages, and stops doing so when
 * nobody has looked for a while.
 */
final class Trace implements DebugFunction<Trace> {

	/** How many things are kept. */
	static final int KEPT = 50;

	/** When a trace ends that nobody looks at. */
	static final Duration UNSEEN = Duration.ofMinutes(1);

	/** When any trace ends. */
	static final Duration LONGEST = Duration.ofMinutes(10);

	private static final int SHOWN = 200;

	private static final double NANOS_PER_MICRO = 1_000;

	/** Something that the process did. */
	private static final class Entry {

		private final Instant at;

		private final String kind;

		private final String type;

		private final @Nullable String text;

		private long nanos = -1;

		Entry(Instant at, String kind, String type, @Nullable String text) {
			this.at = at;
			this.kind = kind;
			this.type = type;
			this.text = text;
		}

		View.TraceEvent show(boolean values) {
			return new View.TraceEvent(this.at.toString(), this.kind,
					(values && this.text != null) ? this.text : this.type,
					(this.nanos >= 0) ? this.nanos / NANOS_PER_MICRO : null);
		}

	}

	private final Clock clock;

	private final LongSupplier nanoTime;

	private final boolean withTexts;

	private final long begun;

	private volatile long seen;

	// guarded by this
	private final Deque<Entry> entries = new ArrayDeque<>();

	// the rest is used by the process only: what it handles, since when
	private @Nullable Entry handled;

	private long since;

	/**
	 * Creates a trace.
	 * @param clock what time it is
	 * @param nanoTime how time passes
	 * @param withTexts whether contents may be shown to anybody: otherwise they are not
	 * even put into words
	 */
	Trace(Clock clock, LongSupplier nanoTime, boolean withTexts) {
		this.clock = clock;
		this.nanoTime = nanoTime;
		this.withTexts = withTexts;
		this.begun = nanoTime.getAsLong();
		this.seen = this.begun;
	}

	// --- by the process

	@Override
	public @Nullable Trace apply(Trace same, SystemEvent event, Pid pid) {
		if (isOver()) {
			return null;
		}
		switch (event) {
			case SystemEvent.In in -> begin("in", in.message());
			case SystemEvent.Continue more -> begin("continue", more.argument());
			case SystemEvent.NoReply done -> end();
			case SystemEvent.Out out -> {
				end();
				add("out", out.message());
			}
			case StatemEvent.Consume done -> {
				if (this.handled == null) {
					// it had been postponed, and did not come in just now
					add("consume", done.event());
				}
				end();
				this.handled = null;
			}
			case StatemEvent.Postpone done -> {
				end();
				this.handled = null;
				add("postpone", done.event());
			}
			case StatemEvent.Enter enter -> add("enter", enter.state());
			case StatemEvent.StartTimer timer -> add("start-timer", timer.timeout());
			case StatemEvent.Module module -> add("module", module.module());
			case StatemEvent.Terminate last -> add("terminate", last.reason());
			default -> add("event", event);
		}
		return this;
	}

	private void begin(String kind, Object message) {
		this.handled = add(kind, message);
		this.since = this.nanoTime.getAsLong();
	}

	private void end() {
		long now = this.nanoTime.getAsLong();
		Entry handled = this.handled;
		if (handled != null) {
			synchronized (this) {
				// the first time: an answer goes out before the rest is done
				handled.nanos = (handled.nanos < 0) ? now - this.since : handled.nanos;
			}
		}
	}

	private Entry add(String kind, @Nullable Object content) {
		String type = (content != null) ? MessageName.of(content) : "null";
		Entry entry = new Entry(this.clock.instant(), kind, type, (this.withTexts) ? Text.of(content, SHOWN) : null);
		synchronized (this) {
			this.entries.add(entry);
			if (this.entries.size() > KEPT) {
				this.entries.remove();
			}
		}
		return entry;
	}

	// --- by who looks

	/** Whether it was on for too long, or not looked at. */
	boolean isOver() {
		long now = this.nanoTime.getAsLong();
		return now - this.begun >= LONGEST.toNanos() || now - this.seen >= UNSEEN.toNanos();
	}

	/**
	 * What the process did, the oldest first.
	 * @param values whether contents may be shown to whoever looks
	 */
	View.Trace look(boolean values) {
		this.seen = this.nanoTime.getAsLong();
		synchronized (this) {
			List<View.TraceEvent> events = this.entries.stream().map((entry) -> entry.show(values)).toList();
			return new View.Trace(true, events);
		}
	}

	@Override
	public String toString() {
		return "observer";
	}

}
