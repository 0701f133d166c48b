package dev.javaotp.spring.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import dev.javaotp.gen.CallListener;
import dev.javaotp.gen.CallListeners;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessInfo;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.SchedulerFigures;
import dev.javaotp.supervisor.ChildFigures;
import dev.javaotp.supervisor.Supervision;
import dev.javaotp.supervisor.SupervisorFigures;
import dev.javaotp.supervisor.SupervisorListener;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * Binds the meters of a process system: see {@code docs/metrics.md} for what there is.
 * <p>
 * A process has a series under its id as soon as its supervisor knows it, before it has
 * started for the first time; the series goes when the supervisor forgets the child.
 * Children of a dynamic supervisor, and the processes below them, count under the id of
 * that supervisor.
 * <p>
 * There is one such object for each system, since it takes the system's one place for a
 * {@link CallListener}.
 */
public class OtpMetrics implements MeterBinder, AutoCloseable {

	/*
	 * Processes and supervisors write figures as they run, for nobody in particular. Here
	 * they are only read, when a registry asks, with three exceptions that are told by
	 * listeners: ends, calls, and changes of the trees. After a change, told before the
	 * children start, the series that should be there are worked out anew and compared
	 * with those that are: that is simpler than to follow each change, and trees change
	 * rarely.
	 */

	/** The name under which counts what has none, or one too many. */
	static final String OTHER = "other";

	private static final Duration CENSUS_AGE = Duration.ofMillis(250);

	/** To look at so many takes some ten milliseconds, which a scrape may wait for. */
	static final int COUNTED_AT_ONCE = 20_000;

	private final ProcessSystem system;

	private final Supervision supervision;

	private final int maxProcesses;

	private final SupervisorListener supervisorListener = new Listener();

	// calls to processes in no tree; there without a process of that name
	private final ProcessSeries strangers;

	// guarded by this: what is registered where
	private final Map<MeterRegistry, Map<Object, List<Meter>>> registered = new LinkedHashMap<>();

	// guarded by this, by name, key and name; read by the meters
	private Map<Object, Series> series = new LinkedHashMap<>();

	// places in the trees by path; replaced as a whole
	private volatile Map<String, Member> members = Map.of();

	// series by path; replaced as a whole
	private volatile Map<String, ProcessSeries> byPath = Map.of();

	// series by name; replaced as a whole
	private volatile Map<String, ProcessSeries> byName = Map.of();

	// whom a pid counts for; only processes of the trees, forgotten when they end
	private final Map<Pid, ProcessSeries> byPid = new ConcurrentHashMap<>();

	// whether a process may have started that byPid does not know
	private volatile boolean pidsUnknown = true;

	// these three are guarded by the listener
	private @Nullable Census census;

	private long censusTaken;

	private boolean counting;

	/**
	 * Creates the meters of a system.
	 * @param system the processes
	 * @param maxProcesses how many names get series of their own; what is more counts as
	 * {@code other}
	 */
	public OtpMetrics(ProcessSystem system, int maxProcesses) {
		this.system = system;
		this.maxProcesses = maxProcesses;
		this.supervision = Supervision.of(system);
		this.strangers = new ProcessSeries(OTHER, this::census);
	}

	@Override
	public synchronized void bindTo(MeterRegistry registry) {
		if (this.registered.putIfAbsent(registry, new HashMap<>()) != null) {
			return;
		}
		bindSystem(registry);
		this.strangers.registerCalls(registry);
		if (this.registered.size() == 1) {
			this.supervision.addListener(this.supervisorListener);
			CallListeners.of(this.system).set(this::called);
		}
		update();
	}

	/** Stops listening; the meters stay as they are. */
	@Override
	public synchronized void close() {
		this.supervision.removeListener(this.supervisorListener);
		CallListeners.of(this.system).set(null);
	}

	// --- what there is once

	private void bindSystem(MeterRegistry registry) {
		for (ProcessInfo.Status state : ProcessInfo.Status.values()) {
			if (state != ProcessInfo.Status.ENDED) {
				Gauge.builder("otp.processes", this, (metrics) -> metrics.census().count(state))
					.description("Processes that are alive, by what they are doing")
					.tag("state", state.name().toLowerCase(Locale.ROOT))
					.register(registry);
			}
		}
		FunctionCounter.builder("otp.process.starts", this.system, ProcessSystem::spawnedCount)
			.description("Processes that were started, supervised or not")
			.register(registry);
		Gauge.builder("otp.process.leftover", this.system, (system) -> system.leftovers().size())
			.description("Processes that were killed and whose handlers still run")
			.register(registry);
		scheduler(registry, "otp.scheduler.queue", SchedulerFigures::queued)
			.description("Processes that wait for a thread")
			.register(registry);
		scheduler(registry, "otp.scheduler.busy", SchedulerFigures::busy)
			.description("Scheduler threads that run a process just now")
			.register(registry);
		Map<String, ToDoubleFunction<SchedulerFigures>> kinds = Map.of("scheduler", SchedulerFigures::threads,
				"set-aside", SchedulerFigures::setAside, "virtual", SchedulerFigures::virtual, "cpu",
				SchedulerFigures::cpu);
		kinds.forEach((kind, figure) -> scheduler(registry, "otp.scheduler.threads", figure)
			.description("Threads that run processes, by what they are for")
			.tag("kind", kind)
			.register(registry));
	}

	private Gauge.Builder<ProcessSystem> scheduler(MeterRegistry registry, String name,
			ToDoubleFunction<SchedulerFigures> figure) {
		return Gauge.builder(name, this.system, (system) -> figure.applyAsDouble(system.scheduler().figures()));
	}

	/**
	 * The latest look at all processes. Where there are very many only the first scrape
	 * waits for one; each later one has the next taken beside it, and makes do with what
	 * the one before it has had taken.
	 */
	private Census census() {
		synchronized (this.supervisorListener) {
			Census census = this.census;
			if (census != null && this.system.time().nanoTime() - this.censusTaken <= CENSUS_AGE.toNanos()) {
				return census;
			}
			if (census == null || this.system.processCount() <= COUNTED_AT_ONCE) {
				return took(takeCensus());
			}
			if (!this.counting) {
				this.counting = true;
				// it computes for long: a virtual thread would keep a carrier from others
				Thread.ofPlatform().daemon().name("otp-census").start(this::count);
			}
			return census;
		}
	}

	private void count() {
		Census census = null;
		try {
			census = takeCensus();
		}
		finally {
			synchronized (this.supervisorListener) {
				this.counting = false;
				if (census != null) {
					took(census);
				}
			}
		}
	}

	private Census takeCensus() {
		return new Census(this.system, this.members.values().stream().filter(Member::isDynamic).toList());
	}

	private Census took(Census census) {
		this.census = census;
		this.censusTaken = this.system.time().nanoTime();
		return census;
	}

	// --- what there is for each name

	private synchronized void update() {
		Map<String, Member> members = new LinkedHashMap<>();
		Map<String, List<Member>> byId = new LinkedHashMap<>();
		List<SupervisorFigures> supervisors = this.supervision.supervisors();
		for (SupervisorFigures supervisor : supervisors) {
			if (supervisor.path().equals(supervisor.id())) {
				member(supervisor.path(), members, byId).readFrom(supervisor::pid, supervisor::isDynamic);
			}
			for (ChildFigures child : supervisor.children()) {
				member(child.path(), members, byId).readFrom(child::pid,
						() -> child.supervisor().map(SupervisorFigures::isDynamic).orElse(false));
			}
		}
		Function<String, String> names = names(byId.keySet());
		Map<Object, Series> wanted = new LinkedHashMap<>();
		Map<String, ProcessSeries> byName = processes(byId, names, wanted);
		supervisors(supervisors, names, wanted);
		Map<String, ProcessSeries> byPath = new HashMap<>();
		members.forEach((path, member) -> {
			ProcessSeries series = byName.get(names.apply(id(path)));
			if (series != null) {
				byPath.put(path, series);
			}
		});
		this.members = Map.copyOf(members);
		this.byName = Map.copyOf(byName);
		this.byPath = Map.copyOf(byPath);
		this.series = wanted;
		this.pidsUnknown = true;
		this.registered.forEach((registry, meters) -> register(registry, meters, wanted));
	}

	private Member member(String path, Map<String, Member> members, Map<String, List<Member>> byId) {
		Member known = this.members.get(path);
		Member member = (known != null) ? known : new Member(this.system, path);
		members.put(path, member);
		byId.computeIfAbsent(id(path), (id) -> new ArrayList<>()).add(member);
		return member;
	}

	/**
	 * What a place is called by in a tag: its id, but for partitions, which have numbers,
	 * the supervisor's in front of it.
	 */
	private static String id(String path) {
		int start = path.lastIndexOf('/') + 1;
		if (start > 1 && path.substring(start).chars().allMatch(Character::isDigit)) {
			start = path.lastIndexOf('/', start - 2) + 1;
		}
		return path.substring(start);
	}

	/** Which ids count for themselves: those that did before, then as many as may. */
	private Function<String, String> names(Set<String> ids) {
		Set<String> named = new LinkedHashSet<>(this.byName.keySet());
		named.retainAll(ids);
		for (String id : ids) {
			if (named.size() < this.maxProcesses) {
				named.add(id);
			}
		}
		return (id) -> (named.contains(id)) ? id : OTHER;
	}

	private Map<String, ProcessSeries> processes(Map<String, List<Member>> byId, Function<String, String> names,
			Map<Object, Series> wanted) {
		Map<String, List<Member>> grouped = new LinkedHashMap<>();
		byId.forEach(
				(id, members) -> grouped.computeIfAbsent(names.apply(id), (name) -> new ArrayList<>()).addAll(members));
		Map<String, ProcessSeries> byName = new LinkedHashMap<>();
		grouped.forEach((name, members) -> {
			ProcessSeries series = this.byName.getOrDefault(name, new ProcessSeries(name, this::census));
			series.members(members);
			byName.put(name, series);
			wanted.put(name, series);
		});
		return byName;
	}

	private void supervisors(List<SupervisorFigures> supervisors, Function<String, String> names,
			Map<Object, Series> wanted) {
		Map<RestartsSeries.Key, List<LongSupplier>> restarts = new LinkedHashMap<>();
		Map<String, List<SupervisorFigures>> byName = new LinkedHashMap<>();
		for (SupervisorFigures supervisor : supervisors) {
			String name = names.apply(id(supervisor.path()));
			byName.computeIfAbsent(name, (key) -> new ArrayList<>()).add(supervisor);
			for (ChildFigures child : supervisor.children()) {
				RestartsSeries.Key key = new RestartsSeries.Key(names.apply(id(child.path())), name);
				restarts.computeIfAbsent(key, (missing) -> new ArrayList<>()).add(child::restarts);
			}
			if (supervisor.isDynamic()) {
				RestartsSeries.Key key = new RestartsSeries.Key(name, name);
				restarts.computeIfAbsent(key, (missing) -> new ArrayList<>()).add(supervisor::restartsOfChildren);
			}
		}
		restarts.forEach((key, counts) -> {
			RestartsSeries series = (this.series.get(key) instanceof RestartsSeries known) ? known
					: new RestartsSeries(key);
			series.counts(counts);
			wanted.put(key, series);
		});
		byName.forEach((name, figures) -> {
			SupervisorSeries.Key key = new SupervisorSeries.Key(name);
			SupervisorSeries series = (this.series.get(key) instanceof SupervisorSeries known) ? known
					: new SupervisorSeries(key);
			series.figures(figures);
			wanted.put(key, series);
		});
		Map<String, List<SupervisorFigures>> roots = this.supervision.roots()
			.stream()
			.collect(Collectors.groupingBy((root) -> names.apply(root.path())));
		roots.forEach((name, figures) -> {
			TopSeries.Key key = new TopSeries.Key(name);
			TopSeries series = (this.series.get(key) instanceof TopSeries known) ? known : new TopSeries(key);
			series.figures(figures);
			wanted.put(key, series);
		});
	}

	private static void register(MeterRegistry registry, Map<Object, List<Meter>> meters, Map<Object, Series> wanted) {
		meters.entrySet().removeIf((entry) -> {
			boolean gone = !wanted.containsKey(entry.getKey());
			if (gone) {
				entry.getValue().forEach(registry::remove);
			}
			return gone;
		});
		wanted.forEach((key, series) -> meters.computeIfAbsent(key, (missing) -> series.register(registry)));
	}

	// --- what listeners are told

	/** Tells apart nothing: the tree is read anew, whatever changed. */
	private final class Listener implements SupervisorListener {

		@Override
		public void childrenChanged(String path) {
			update();
		}

		@Override
		public void restarted(String path, Pid pid) {
			OtpMetrics.this.pidsUnknown = true;
		}

		@Override
		public void ended(String path, Pid pid, ExitReason reason) {
			count(path, pid, reason);
		}

		@Override
		public void rootEnded(String path, Pid pid, ExitReason reason) {
			count(path, pid, reason);
		}

	}

	private void count(String path, Pid pid, ExitReason reason) {
		this.byPid.remove(pid);
		String known = path;
		while (!this.byPath.containsKey(known)) {
			// below the child of a dynamic supervisor
			int end = known.lastIndexOf('/');
			if (end < 0) {
				return;
			}
			known = known.substring(0, end);
		}
		Member member = this.members.get(known);
		ProcessSeries series = this.byPath.get(known);
		if (member != null && series != null) {
			member.ended(pid);
			series.ended(reason);
		}
	}

	private void called(Object target, @Nullable Pid pid, CallListener.Outcome outcome, long nanos) {
		ProcessSeries series = (target instanceof String name) ? this.byName.get(name) : null;
		if (series == null && pid != null) {
			series = find(pid);
		}
		((series != null) ? series : this.strangers).called(outcome, nanos);
	}

	private @Nullable ProcessSeries find(Pid pid) {
		ProcessSeries series = findKnown(pid);
		if (series == null && this.pidsUnknown) {
			boolean all = true;
			for (Member member : this.members.values()) {
				Pid occupant = member.pid().orElse(null);
				ProcessSeries counts = this.byPath.get(member.path());
				if (occupant != null && counts != null) {
					this.byPid.put(occupant, counts);
				}
				all &= (occupant != null);
			}
			this.pidsUnknown = !all;
			series = findKnown(pid);
		}
		return series;
	}

	private @Nullable ProcessSeries findKnown(Pid pid) {
		ProcessSeries series = this.byPid.get(pid);
		if (series != null) {
			return series;
		}
		// only a dynamic supervisor has children that are not known themselves
		Pid parent = this.system.parent(pid);
		return (parent != null) ? this.byPid.get(parent) : null;
	}

}
