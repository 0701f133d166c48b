package dev.javaotp.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

import dev.javaotp.process.Down;
import dev.javaotp.process.Exit;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.TimerRef;
import dev.javaotp.supervisor.DynamicChildren.Entry;

/**
 * All children of a dynamic supervisor that have been told to end at once, and have not
 * all ended yet. Each has its own time; since all begin together, those with the same
 * limit share a timer.
 */
final class StoppingAll implements Pending {

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

	/** Children that ended with the same reason, and one of them. */
	private record Errors(int count, ChildSpec one) {
	}

	private final ProcessContext self;

	private final DynamicChildren children;

	private final Function<Object, ChildSpec> specs;

	private final ErrorReport report;

	private final BiConsumer<Pid, ExitReason> whenEnded;

	// what the exit signals said whose Down has not come yet
	private final Map<Pid, ExitReason> exits = new HashMap<>();

	private final Map<ExitReason, Errors> errors = new HashMap<>();

	private final Map<Duration, TimerRef> timers = new HashMap<>();

	StoppingAll(ProcessContext self, DynamicChildren children, Function<Object, ChildSpec> specs, ErrorReport report,
			BiConsumer<Pid, ExitReason> whenEnded) {
		this.self = self;
		this.children = children;
		this.specs = specs;
		this.report = report;
		this.whenEnded = whenEnded;
		List<Entry> restarting = new ArrayList<>();
		children.forEach((entry) -> {
			if (entry.isRestarting()) {
				restarting.add(entry);
			}
			else {
				stop(entry);
			}
		});
		restarting.forEach(children::remove);
	}

	private void stop(Entry entry) {
		Shutdown shutdown = this.specs.apply(entry.argument()).shutdown();
		this.self.monitor(entry.pid());
		this.self.exit(entry.pid(), shutdown.signal());
		Duration limit = shutdown.limit();
		if (limit != null) {
			this.timers.computeIfAbsent(limit,
					(key) -> this.self.sendAfter(key, this.self.self(), new TimeIsUp(this, key)));
		}
	}

	@Override
	public boolean accepts(Object message) {
		return message instanceof Down || message instanceof Exit
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
			case Down down -> ended(down);
			case TimeIsUp time -> kill(time.limit());
			default -> throw new IllegalArgumentException("not accepted: " + message);
		}
		if (this.children.size() > 0) {
			return false;
		}
		this.timers.values().forEach(TimerRef::cancel);
		this.errors.forEach((reason, errors) -> this.report.accept(reason, errors.count(), errors.one()));
		return true;
	}

	private void ended(Down down) {
		Entry entry = (down.process() instanceof Pid pid) ? this.children.find(pid) : null;
		if (entry == null) {
			return;
		}
		this.children.remove(entry);
		ExitReason signalled = this.exits.remove(entry.pid());
		ExitReason reason = (signalled != null) ? signalled : down.reason();
		this.whenEnded.accept(entry.pid(), reason);
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
