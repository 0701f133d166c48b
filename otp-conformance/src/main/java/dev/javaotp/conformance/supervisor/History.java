package dev.javaotp.conformance.supervisor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.javaotp.conformance.scenario.Order;
import dev.javaotp.conformance.scenario.Terms;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;

/**
 * What has happened in a scenario: which process was started at which path of the tree,
 * what it did there, and how it ended.
 * <p>
 * Touched by one thread at a time, the scheduler sees to that.
 */
final class History {

	/** A process that was started at a path, the n-th one there. */
	record Incarnation(String path, int number, Pid pid) {
	}

	/** The end of a process. */
	private record End(Incarnation incarnation, ExitReason reason) {
	}

	private final ProcessSystem system;

	// since the last entry of the trace
	private final List<List<Object>> events = new ArrayList<>();

	// since the last entry of the trace
	private final List<End> ends = new ArrayList<>();

	private final Map<String, Incarnation> latest = new HashMap<>();

	private final Map<Pid, Incarnation> incarnations = new HashMap<>();

	private final Set<Pid> starting = new HashSet<>();

	private final Set<Pid> started = new HashSet<>();

	private final Set<String> supervisors = new HashSet<>();

	private final Set<String> dynamicSupervisors = new HashSet<>();

	History(ProcessSystem system) {
		this.system = system;
	}

	// --- told by those to whom it happens

	/**
	 * The process that calls this begins: it is counted, watched and can be addressed.
	 */
	Incarnation begin(String path) {
		Pid self = Objects.requireNonNull(ProcessContext.current()).self();
		Incarnation before = this.latest.get(path);
		Incarnation incarnation = new Incarnation(path, (before != null) ? before.number() + 1 : 1, self);
		this.latest.put(path, incarnation);
		this.incarnations.put(self, incarnation);
		this.system.onDown(self, (reason) -> this.ends.add(new End(incarnation, reason)));
		return incarnation;
	}

	/** As {@link #begin}, for a supervisor. */
	void beginSupervisor(String path, boolean dynamic) {
		Incarnation incarnation = begin(path);
		this.supervisors.add(path);
		if (dynamic) {
			this.dynamicSupervisors.add(path);
		}
		add("init", incarnation, "supervisor");
	}

	/** An init that takes its time begins. */
	void slow(Pid pid) {
		this.starting.add(pid);
	}

	/** An init that took its time is through. */
	void slowNoMore(Pid pid) {
		this.starting.remove(pid);
	}

	void started(Pid pid) {
		this.started.add(pid);
	}

	void add(String callback, Incarnation incarnation, String what) {
		this.events.add(List.of(callback, incarnation.path(), incarnation.number(), what));
	}

	// --- asked by those who write the trace

	/** Something that differs when anything has happened since. */
	int size() {
		return this.events.size() + this.ends.size();
	}

	boolean isAnyStarting() {
		return this.starting.stream().anyMatch(Pid::isAlive);
	}

	/** The process that was started last at a path. */
	@Nullable Pid pid(String path) {
		Incarnation there = this.latest.get(path);
		return (there != null) ? there.pid() : null;
	}

	// its init has run, whatever came of it
	Pid root() {
		return Objects.requireNonNull(pid("root"));
	}

	Incarnation incarnation(Pid pid) {
		return Objects.requireNonNull(this.incarnations.get(pid));
	}

	boolean isSupervisor(String path) {
		return this.supervisors.contains(path);
	}

	boolean isDynamic(String path) {
		return this.dynamicSupervisors.contains(path);
	}

	/** All supervisors that there have ever been. */
	List<Pid> supervisors() {
		return pids(
				this.incarnations.values().stream().filter((incarnation) -> isSupervisor(incarnation.path())).toList());
	}

	/** All processes that there have ever been below a path. */
	Set<Pid> below(String path) {
		return Set.copyOf(pids(this.incarnations.values()
			.stream()
			.filter((incarnation) -> incarnation.path().startsWith(path + "/"))
			.toList()));
	}

	private static List<Pid> pids(Collection<Incarnation> incarnations) {
		return incarnations.stream().map(Incarnation::pid).toList();
	}

	/**
	 * What happened, but for the terminations of those who have lost their supervisor.
	 */
	List<List<Object>> events(Set<Pid> orphans) {
		return sortDynamicTerminations(this.events.stream().filter((event) -> !isTermination(event, orphans)).toList());
	}

	/** The terminations of those who have lost their supervisor: in any order. */
	List<List<Object>> terminations(Set<Pid> orphans) {
		return this.events.stream().filter((event) -> isTermination(event, orphans)).sorted(Order.BY_ELEMENTS).toList();
	}

	private boolean isTermination(List<Object> event, Set<Pid> pids) {
		return event.getFirst().equals("terminate") && pids.stream()
			.map(this::incarnation)
			.anyMatch((ended) -> event.subList(1, 3).equals(List.of(ended.path(), ended.number())));
	}

	// a process may end before its supervisor has said that it has started
	List<List<Object>> downs() {
		return this.ends.stream()
			.filter((end) -> this.started.contains(end.incarnation().pid()))
			.map((end) -> List.<Object>of(end.incarnation().path(), end.incarnation().number(),
					Terms.text(end.reason())))
			.sorted(Order.BY_ELEMENTS)
			.toList();
	}

	/** An entry of the trace has been written. */
	void clear() {
		this.events.clear();
		this.ends.clear();
	}

	/** Children of a dynamic supervisor end all at once, so in any order. */
	private List<List<Object>> sortDynamicTerminations(List<List<Object>> events) {
		List<List<Object>> sorted = new ArrayList<>(events);
		int from = 0;
		while (from < sorted.size()) {
			String supervisor = dynamicSupervisorOf(sorted.get(from));
			int to = from + 1;
			while (supervisor != null && to < sorted.size() && supervisor.equals(dynamicSupervisorOf(sorted.get(to)))) {
				to++;
			}
			sorted.subList(from, to).sort(Comparator.comparingInt((event) -> numberOf((String) event.get(1))));
			from = to;
		}
		return sorted;
	}

	private @Nullable String dynamicSupervisorOf(List<Object> event) {
		String path = (String) event.get(1);
		int slash = path.lastIndexOf('/');
		String parent = (slash < 0) ? "" : path.substring(0, slash);
		return (event.get(0).equals("terminate") && isDynamic(parent)) ? parent : null;
	}

	static int numberOf(String path) {
		String id = path.substring(path.lastIndexOf('/') + 1);
		return (id.chars().allMatch(Character::isDigit)) ? Integer.parseInt(id) : 0;
	}

}
