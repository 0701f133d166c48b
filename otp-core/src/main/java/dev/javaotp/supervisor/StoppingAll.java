package dev.javaotp.supervisor;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;

import dev.javaotp.process.EndListener;
import dev.javaotp.process.Exit;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.TimerRef;
import dev.javaotp.supervisor.DynamicChildren.Entry;
import org.jspecify.annotations.Nullable;

/**
 * All children of a dynamic supervisor that are told to end at once, and have not all
 * ended yet. Each has its own time; since all begin together, those with the same limit
 * share a timer.
 * <p>
 * There may be a million of them. So none gets a monitor of its own: one listener watches
 * all, the link is cut as soon as it does, and those that end while the supervisor is
 * busy are told to it with one message. They are told in portions, so that the first ones
 * end meanwhile.
 */
final class StoppingAll implements Pending, EndListener {

	/** Told how many children ended with something else than they should have. */
	interface ErrorReport {

		void accept(ExitReason reason, int count, ChildSpec one);

	}

	/**
	 * Comes when children with this limit have had their time.
	 *
	 * @param owner tells it from one that is not ours
	 */
	private record TimeIsUp(StoppingAll owner, Duration limit) {
	}

	/** A child that has ended, on top of those that ended before. */
	private record Ended(Pid pid, ExitReason reason, @Nullable Ended before) {
	}

	/** Children that ended with the same reason, and one of them. */
	private record Errors(int count, ChildSpec one) {
	}

	/** What this sends to its own supervisor; known by their identity. */
	private static final class Note {

	}

	// as many as make the messages to oneself cheap, and no more
	private static final int PORTION = 16;

	private final Note nextPortion = new Note();

	private final Note someEnded = new Note();

	private final ProcessContext self;

	private final DynamicChildren children;

	private final Function<Object, ChildSpec> specs;

	private final ErrorReport report;

	private final BiConsumer<Pid, ExitReason> whenEnded;

	// the first one that has not been told to end
	private @Nullable Entry untold;

	// pushed by those who end the children, taken by the supervisor all at once
	private final AtomicReference<@Nullable Ended> ended = new AtomicReference<>();

	// what the exit signals said of children that had ended before they were watched
	private final Map<Pid, ExitReason> exits = new HashMap<>();

	private final Map<ExitReason, Errors> errors = new HashMap<>();

	private final Set<Duration> limits = new HashSet<>();

	private List<TimerRef> timers = List.of();

	StoppingAll(ProcessContext self, DynamicChildren children, Function<Object, ChildSpec> specs, ErrorReport report,
			BiConsumer<Pid, ExitReason> whenEnded) {
		this.self = self;
		this.children = children;
		this.specs = specs;
		this.report = report;
		this.whenEnded = whenEnded;
		this.untold = children.first();
		tellPortion();
	}

	private void tellPortion() {
		for (int i = 0; i < PORTION && this.untold != null; i++) {
			Entry entry = this.untold;
			this.untold = entry.next();
			if (entry.isRestarting()) {
				this.children.remove(entry);
			}
			else {
				tell(entry);
			}
		}
		if (this.untold != null) {
			this.self.send(this.self.self(), this.nextPortion);
		}
		else {
			this.timers = this.limits.stream()
				.map((limit) -> this.self.sendAfter(limit, this.self.self(), new TimeIsUp(this, limit)))
				.toList();
		}
	}

	private void tell(Entry entry) {
		Pid pid = entry.pid();
		Shutdown shutdown = this.specs.apply(entry.argument()).shutdown();
		if (this.self.system().watch(pid, this)) {
			this.self.unlink(pid);
			this.self.exit(pid, shutdown.signal());
		}
		else {
			// its exit signal is in the mailbox, in front of this, or there is none
			ended(pid, ExitReason.NOPROC);
		}
		Duration limit = shutdown.limit();
		if (limit != null) {
			this.limits.add(limit);
		}
	}

	@Override
	public void ended(Pid pid, ExitReason reason) {
		Ended before;
		do {
			before = this.ended.get();
		}
		while (!this.ended.compareAndSet(before, new Ended(pid, reason, before)));
		if (before == null) {
			pid.system().send(this.self.self(), this.someEnded);
		}
	}

	@Override
	public boolean accepts(Object message) {
		return message == this.nextPortion || message == this.someEnded || message instanceof Exit
				|| (message instanceof TimeIsUp time && time.owner() == this);
	}

	@Override
	public boolean handle(Object message) {
		switch (message) {
			case Exit exit -> {
				if (this.children.find(exit.from()) != null) {
					this.exits.put(exit.from(), exit.reason());
				}
			}
			case TimeIsUp time -> kill(time.limit());
			case Note note when note == this.nextPortion -> tellPortion();
			case Note note -> forgetEnded();
			default -> throw new IllegalArgumentException("not accepted: " + message);
		}
		if (this.children.size() > 0) {
			return false;
		}
		this.timers.forEach(TimerRef::cancel);
		this.errors.forEach((reason, errors) -> this.report.accept(reason, errors.count(), errors.one()));
		return true;
	}

	private void forgetEnded() {
		Ended oldest = null;
		for (Ended ended = this.ended.getAndSet(null); ended != null; ended = ended.before()) {
			oldest = new Ended(ended.pid(), ended.reason(), oldest);
		}
		for (Ended ended = oldest; ended != null; ended = ended.before()) {
			forget(ended);
		}
	}

	private void forget(Ended ended) {
		Entry entry = this.children.find(ended.pid());
		if (entry == null) {
			return;
		}
		this.children.remove(entry);
		ExitReason signalled = (this.exits.isEmpty()) ? null : this.exits.remove(ended.pid());
		ExitReason reason = (signalled != null) ? signalled : ended.reason();
		this.whenEnded.accept(ended.pid(), reason);
		ChildSpec spec = this.specs.apply(entry.argument());
		if (!spec.shutdown().expects(reason, spec.restart())) {
			this.errors.merge(reason, new Errors(1, spec), (one, other) -> new Errors(one.count() + 1, one.one()));
		}
	}

	private void kill(Duration limit) {
		this.children.forEach((entry) -> {
			if (limit.equals(this.specs.apply(entry.argument()).shutdown().limit())) {
				this.self.exit(entry.pid(), ExitReason.KILL);
			}
		});
	}

}
