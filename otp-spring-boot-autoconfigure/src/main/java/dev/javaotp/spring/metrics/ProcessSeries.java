package dev.javaotp.spring.metrics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import dev.javaotp.gen.CallListener;
import dev.javaotp.process.ExitReason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * What is counted under the name of one process: its mailbox, its messages, its ends, and
 * the calls to it. Several places of a tree may have one name; they count together.
 */
final class ProcessSeries implements Series {

	/** Why processes end, as far as that makes a difference to an operator. */
	enum Exit {

		NORMAL, SHUTDOWN, KILLED, ERROR;

		static Exit of(ExitReason reason) {
			if (reason.isNormal()) {
				return NORMAL;
			}
			if (reason.isShutdown()) {
				return SHUTDOWN;
			}
			return reason.equals(ExitReason.KILLED) ? KILLED : ERROR;
		}

	}

	private final String process;

	private final Supplier<Census> census;

	private final Map<Exit, LongAdder> exits = new EnumMap<>(Exit.class);

	// volatile: replaced as a whole when the trees change
	private volatile List<Member> members = List.of();

	// volatile: one per registry, replaced as a whole
	private volatile List<Map<CallListener.Outcome, Timer>> calls = List.of();

	ProcessSeries(String process, Supplier<Census> census) {
		this.process = process;
		this.census = census;
		for (Exit exit : Exit.values()) {
			this.exits.put(exit, new LongAdder());
		}
	}

	void members(List<Member> members) {
		this.members = List.copyOf(members);
	}

	void ended(ExitReason reason) {
		adder(Exit.of(reason)).increment();
	}

	void called(CallListener.Outcome outcome, long nanos) {
		for (Map<CallListener.Outcome, Timer> timers : this.calls) {
			Timer timer = timers.get(outcome);
			if (timer != null) {
				timer.record(nanos, TimeUnit.NANOSECONDS);
			}
		}
	}

	private LongAdder adder(Exit exit) {
		LongAdder adder = this.exits.get(exit);
		if (adder == null) {
			throw new IllegalStateException("there is no counter for " + exit);
		}
		return adder;
	}

	@Override
	public List<Meter> register(MeterRegistry registry) {
		List<Meter> meters = new ArrayList<>(registerCalls(registry));
		meters.add(Gauge.builder("otp.process.mailbox.depth", this, ProcessSeries::mailboxDepth)
			.description("Messages that wait in the mailbox")
			.tag("process", this.process)
			.register(registry));
		meters.add(FunctionCounter.builder("otp.process.messages", this, ProcessSeries::messages)
			.description("Messages that were handled")
			.tag("process", this.process)
			.register(registry));
		meters.add(FunctionCounter.builder("otp.process.mailbox.dropped", this, ProcessSeries::dropped)
			.description("Messages that were refused or dropped because the mailbox was full")
			.tag("process", this.process)
			.register(registry));
		this.exits.forEach((exit,
				count) -> meters.add(FunctionCounter.builder("otp.process.exits", count, LongAdder::sum)
					.description("Ends of processes, by their reason")
					.tag("process", this.process)
					.tag("reason", word(exit))
					.register(registry)));
		return meters;
	}

	/** Registers only what is known of calls: all there is for callers of strangers. */
	List<Meter> registerCalls(MeterRegistry registry) {
		Map<CallListener.Outcome, Timer> timers = new EnumMap<>(CallListener.Outcome.class);
		for (CallListener.Outcome outcome : CallListener.Outcome.values()) {
			timers.put(outcome,
					Timer.builder("otp.call.duration")
						.description("Time that callers waited for the answer of a process")
						.tag("process", this.process)
						.tag("outcome", word(outcome))
						.register(registry));
		}
		List<Map<CallListener.Outcome, Timer>> more = new ArrayList<>(this.calls);
		more.add(timers);
		this.calls = List.copyOf(more);
		return List.copyOf(timers.values());
	}

	private double mailboxDepth() {
		Census census = this.census.get();
		return this.members.stream().mapToLong((member) -> member.mailboxDepth(census)).sum();
	}

	private double messages() {
		Census census = this.census.get();
		return this.members.stream().mapToLong((member) -> member.messages(census)).sum();
	}

	private double dropped() {
		Census census = this.census.get();
		return this.members.stream().mapToLong((member) -> member.dropped(census)).sum();
	}

	private static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

}
