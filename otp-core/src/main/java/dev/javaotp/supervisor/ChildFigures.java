package dev.javaotp.supervisor;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of one child of a {@link Supervisor} without asking the supervisor.
 * The object stays the same for as long as the child is known at this path, across its
 * restarts and those of the supervisors above it; what it says is up to date at every
 * moment.
 * <p>
 * May be read by any thread; written by the supervisor only, and by the latest one: one
 * that was killed may be at work for a moment yet, while its successor has begun.
 */
public final class ChildFigures {

	private final String supervisor;

	private final String id;

	private final AtomicLong starts = new AtomicLong();

	private final AtomicLong failedStarts = new AtomicLong();

	// volatile: written by the supervisor, read by anyone. A pid while it runs
	private volatile Object state = ChildStatus.STOPPED;

	// guarded by this
	private @Nullable Pid writer;

	private volatile ChildSpec spec;

	// volatile: there as soon as a child that is a supervisor has been started
	private volatile @Nullable SupervisorFigures figures;

	ChildFigures(String supervisor, ChildSpec spec) {
		this.supervisor = supervisor;
		this.id = spec.id();
		this.spec = spec;
	}

	/**
	 * The path of the child: the names from the root, joined by {@code /}.
	 * @return the path, {@code exchange/ledger} say
	 */
	public String path() {
		return this.supervisor + "/" + this.id;
	}

	/**
	 * The id of the child in its supervisor.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	/**
	 * How the child is started, restarted and stopped.
	 * @return the specification
	 */
	public ChildSpec spec() {
		return this.spec;
	}

	/**
	 * What the child is doing, as its supervisor sees it.
	 * @return the status
	 */
	public ChildStatus status() {
		return (this.state instanceof ChildStatus status) ? status : ChildStatus.RUNNING;
	}

	/**
	 * The process, while the supervisor believes it to be running; it may just have
	 * ended.
	 * @return the process
	 */
	public Optional<Pid> pid() {
		return (this.state instanceof Pid pid) ? Optional.of(pid) : Optional.empty();
	}

	/**
	 * How often the child was started again: every successful start at this path but the
	 * first, be it a restart, one with its group, with its supervisor, or by hand.
	 * @return the number of restarts
	 */
	public long restarts() {
		return Math.max(0, this.starts.get() - 1);
	}

	/**
	 * How many attempts to start the child failed.
	 * @return the number of failed starts
	 */
	public long failedStarts() {
		return this.failedStarts.get();
	}

	/**
	 * The figures of the child, if it is a supervisor that has been started.
	 * @return the figures
	 */
	public Optional<SupervisorFigures> supervisor() {
		return Optional.ofNullable(this.figures);
	}

	void describe(ChildSpec spec) {
		this.spec = spec;
	}

	long started() {
		return this.starts.incrementAndGet();
	}

	void startFailed() {
		this.failedStarts.incrementAndGet();
	}

	/** From now on this supervisor writes, and nobody else. */
	synchronized void begin(Pid supervisor) {
		this.writer = supervisor;
		this.state = ChildStatus.STOPPED;
	}

	synchronized void running(Pid supervisor, Pid pid) {
		if (this.writer == supervisor) {
			this.state = pid;
		}
	}

	synchronized void notRunning(Pid supervisor, ChildStatus status) {
		if (this.writer == supervisor) {
			this.state = status;
		}
	}

	/**
	 * Called by the child itself, a supervisor, when it starts: it goes on with these.
	 */
	SupervisorFigures nested() {
		SupervisorFigures nested = this.figures;
		if (nested == null) {
			nested = new SupervisorFigures(path());
			this.figures = nested;
		}
		return nested;
	}

	@Override
	public String toString() {
		return path() + " " + this.state;
	}

}
