package dev.javaotp.supervisor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import dev.javaotp.process.Pid;
import dev.javaotp.scheduler.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a supervisor, static or dynamic, without asking it: a supervisor
 * that is busy, suspended or gone can be looked at, too, and looking costs it nothing.
 * The object stays the same across restarts of the supervisor at its path.
 * <p>
 * May be read by any thread; written by the supervisor only. Each answer is up to date,
 * two answers may be from different moments.
 *
 * @see Supervision
 */
public final class SupervisorFigures {

	/** What a supervisor that has started says of itself, replaced as a whole. */
	private record Running(Pid pid, @Nullable Strategy strategy, RestartIntensity intensity, RestartWindow window,
			TimeSource time, @Nullable DynamicChildren dynamic) {
	}

	private final String path;

	private final Map<String, ChildFigures> byId = new ConcurrentHashMap<>();

	private final AtomicLong dynamicRestarts = new AtomicLong();

	// volatile: replaced by the supervisor, read by anyone; immutable lists
	private volatile List<ChildFigures> children = List.of();

	private volatile @Nullable Running running;

	SupervisorFigures(String path) {
		this.path = path;
	}

	/**
	 * The names from the root to this supervisor, joined by {@code /}.
	 * @return the path, {@code exchange/switching} say
	 */
	public String path() {
		return this.path;
	}

	/**
	 * The last part of the path.
	 * @return the name of the root, or the id of the child
	 */
	public String id() {
		return this.path.substring(this.path.lastIndexOf('/') + 1);
	}

	/**
	 * The process, while it is alive.
	 * @return the process
	 */
	public Optional<Pid> pid() {
		Running now = this.running;
		return (now != null && now.pid().isAlive()) ? Optional.of(now.pid()) : Optional.empty();
	}

	/**
	 * Whether this is a dynamic supervisor, whose children are counted rather than named.
	 * @return whether it is dynamic
	 */
	public boolean isDynamic() {
		Running now = this.running;
		return now != null && now.dynamic() != null;
	}

	/**
	 * Who is restarted together with a child that has ended.
	 * @return the strategy; empty for a dynamic supervisor
	 */
	public Optional<Strategy> strategy() {
		Running now = this.running;
		return (now != null) ? Optional.ofNullable(now.strategy()) : Optional.empty();
	}

	/**
	 * How many restarts it makes before it gives up.
	 * @return the intensity, the default one before the first start
	 */
	public RestartIntensity intensity() {
		Running now = this.running;
		return (now != null) ? now.intensity() : RestartIntensity.DEFAULT;
	}

	/**
	 * How much of the intensity is used at this moment: at 1 the next restart ends the
	 * supervisor.
	 * @return from 0 to 1
	 */
	public double intensityUsed() {
		Running now = this.running;
		return (now != null) ? now.window().used(seconds(now.time())) : 0;
	}

	/**
	 * The children of a static supervisor, running or not.
	 * @return the children in start order; empty for a dynamic supervisor
	 */
	public List<ChildFigures> children() {
		return this.children;
	}

	/**
	 * One child of a static supervisor.
	 * @param id its id
	 * @return the child, if there is one
	 */
	public Optional<ChildFigures> child(String id) {
		return this.children.stream().filter((child) -> child.id().equals(id)).findFirst();
	}

	/**
	 * How many children there are, running or not.
	 * @return the number of children
	 */
	public int childCount() {
		Running now = this.running;
		return (now != null && now.dynamic() != null) ? now.dynamic().size() : this.children.size();
	}

	/**
	 * The oldest children of a dynamic supervisor.
	 * @param limit how many at most
	 * @return the children in start order; empty for a static supervisor
	 */
	public List<ChildInfo> dynamicChildren(int limit) {
		Running now = this.running;
		if (now == null || now.dynamic() == null) {
			return List.of();
		}
		return now.dynamic().first(limit).stream().map(DynamicChildren.Entry::info).toList();
	}

	/**
	 * How often a child was started again, all children together.
	 * @return the number of restarts
	 */
	public long restartsOfChildren() {
		return this.dynamicRestarts.get() + this.children.stream().mapToLong(ChildFigures::restarts).sum();
	}

	// --- written by the supervisor

	static long seconds(TimeSource time) {
		return Math.floorDiv(time.nanoTime(), 1_000_000_000L);
	}

	/**
	 * A static supervisor begins.
	 * @return the figures of its children, in the order of the specification
	 */
	synchronized List<ChildFigures> staticStarted(Pid pid, SupervisorSpec spec, RestartWindow window, TimeSource time) {
		if (!pid.isAlive()) {
			return spec.children().stream().map(this::unseen).toList();
		}
		this.running = new Running(pid, spec.strategy(), spec.intensity(), window, time, null);
		List<ChildFigures> specified = spec.children().stream().map(this::figures).toList();
		this.byId.values().retainAll(new HashSet<>(specified));
		specified.forEach((child) -> child.begin(pid));
		this.children = specified;
		return specified;
	}

	synchronized void dynamicStarted(Pid pid, RestartIntensity intensity, RestartWindow window, TimeSource time,
			DynamicChildren children) {
		if (pid.isAlive()) {
			this.running = new Running(pid, null, intensity, window, time, children);
		}
	}

	/** The figures of a child with this specification: those it had, if it was known. */
	private ChildFigures figures(ChildSpec spec) {
		ChildFigures figures = this.byId.computeIfAbsent(spec.id(), (id) -> new ChildFigures(this.path, spec));
		figures.describe(spec);
		return figures;
	}

	/** A supervisor that has been killed and replaced writes where nobody looks. */
	private ChildFigures unseen(ChildSpec spec) {
		return new ChildFigures(this.path, spec);
	}

	synchronized ChildFigures add(Pid supervisor, ChildSpec spec) {
		if (!isRunning(supervisor)) {
			return unseen(spec);
		}
		ChildFigures figures = figures(spec);
		if (!this.children.contains(figures)) {
			figures.begin(supervisor);
			List<ChildFigures> more = new ArrayList<>(this.children);
			more.add(figures);
			this.children = List.copyOf(more);
		}
		return figures;
	}

	synchronized void remove(Pid supervisor, ChildFigures child) {
		if (isRunning(supervisor)) {
			this.byId.remove(child.id());
			this.children = this.children.stream().filter((other) -> other != child).toList();
		}
	}

	private boolean isRunning(Pid supervisor) {
		Running now = this.running;
		return now != null && now.pid() == supervisor;
	}

	/** A process of this path has ended, perhaps long after another took its place. */
	synchronized void ended(Pid pid) {
		if (isRunning(pid)) {
			this.children.forEach((child) -> child.notRunning(pid, ChildStatus.STOPPED));
		}
	}

	/** The supervisor, for messages. */
	String describe() {
		return "Supervisor '" + this.path + "'";
	}

	void dynamicRestarted() {
		this.dynamicRestarts.incrementAndGet();
	}

	@Override
	public String toString() {
		return this.path;
	}

}
