package dev.javaotp.scheduler;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A scheduler for tests: one task at a time, in an order drawn from a seed, and only when
 * the test says so. With the same seed and the same test everything happens in the same
 * order again.
 * <p>
 * {@link #runUntilIdle()} runs what can run, {@link #advance(Duration)} moves time and
 * does the same. A test thread that waits, for the answer of a call say, runs tasks
 * meanwhile, and moves time from timer to timer when nothing else can happen; if nothing
 * can happen at all the wait fails at once instead of hanging.
 * <p>
 * Processes run on threads other than the test's, but only one thread runs at any moment.
 * Not for use by several test threads at once.
 */
public final class ManualScheduler implements Scheduler {

	/*
	 * One of the threads has the turn: the driver, which is the test's, or a worker. The
	 * driver says how far to go (Drive) and gives the turn to a worker; that one runs
	 * task after task itself, without a change of threads, which is what makes thousands
	 * of seeds affordable. Only when a task waits inside a handler its worker is bound to
	 * it, and another one goes on. The turn comes back to the driver when it has come as
	 * far as it wanted, or nothing can run.
	 *
	 * What runs next is drawn by whoever gives the turn away, once per step and from the
	 * same list whichever thread does it: so threads have no influence on the order.
	 */

	private final ReentrantLock lock = new ReentrantLock();

	private final Random random;

	private final ManualTime time = new ManualTime();

	private final Map<KindKey, Kind> kinds = new ConcurrentHashMap<>();

	// guarded by lock; what could run next
	private final List<Strand> runnable = new ArrayList<>();

	// guarded by lock; strands that wait inside a handler
	private final List<Strand> waiting = new ArrayList<>();

	// guarded by lock; workers without a strand
	private final Deque<Worker> idle = new ArrayDeque<>();

	// written under lock; the strand whose turn it is, null for the driver
	private volatile @Nullable Strand running;

	// guarded by lock; how far to go, null while the driver has the turn
	private @Nullable Drive drive;

	private final Condition driverTurn = this.lock.newCondition();

	private volatile boolean closed;

	private record KindKey(Class<?> type, Execution execution) {
	}

	/** A task that can run or that waits, then with the thread that it waits on. */
	private static final class Strand {

		final Task task;

		@Nullable Worker worker;

		@Nullable BooleanSupplier done;

		long deadline;

		volatile boolean interrupted;

		Strand(Task task) {
			this.task = task;
		}

		// the flag first: it is cleared only after the field is set
		boolean isInterrupted() {
			return (this.worker != null && this.worker.thread.isInterrupted()) || this.interrupted;
		}

	}

	/** How far to go: until the condition holds or nothing can run, but so many steps. */
	private static final class Drive {

		final BooleanSupplier until;

		final int limit;

		int steps;

		Drive(BooleanSupplier until, int limit) {
			this.until = until;
			this.limit = limit;
		}

		boolean isOver() {
			return this.steps == this.limit || this.until.getAsBoolean();
		}

	}

	/** A thread that runs tasks. */
	private final class Worker {

		final Thread thread = Thread.ofPlatform().daemon().name("otp-manual").unstarted(this::work);

		// what it is to run next
		volatile @Nullable Strand next;

		private void work() {
			Strand strand;
			while ((strand = awaitStrand()) != null) {
				boolean more = false;
				try {
					more = runTask(strand.task);
				}
				finally {
					release(strand, more);
				}
			}
		}

		private @Nullable Strand awaitStrand() {
			Strand strand;
			while ((strand = this.next) == null && !ManualScheduler.this.closed) {
				LockSupport.park(ManualScheduler.this);
			}
			this.next = null;
			return strand;
		}

		private boolean runTask(Task task) {
			// nothing that was meant for the task before
			Thread.interrupted();
			Slice slice = new Slice(Thread.currentThread(), /* lasting= */ false);
			OffloadedSlice.enter(slice);
			try {
				slice.begin(task);
				return task.run(slice);
			}
			finally {
				OffloadedSlice.leave();
			}
		}

		private void release(Strand strand, boolean more) {
			ManualScheduler.this.lock.lock();
			try {
				if (more) {
					ManualScheduler.this.runnable.add(new Strand(strand.task));
				}
				ManualScheduler.this.idle.push(this);
				giveTurnAway();
			}
			finally {
				ManualScheduler.this.lock.unlock();
			}
		}

	}

	/**
	 * Creates a scheduler.
	 * @param seed what the order is drawn from
	 */
	public ManualScheduler(long seed) {
		this.random = new Random(seed);
	}

	@Override
	public ManualTime time() {
		return this.time;
	}

	@Override
	public void schedule(Task task) {
		this.lock.lock();
		try {
			this.runnable.add(new Strand(task));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Runs tasks until none can run.
	 * @return how many times a task ran
	 */
	public int runUntilIdle() {
		return run(Integer.MAX_VALUE);
	}

	/**
	 * Runs tasks until none can run, but only so many: for those that may go on for ever.
	 * @param limit how many runs at most
	 * @return how many times a task ran; the limit, if there may be more to do
	 */
	public int run(int limit) {
		return run(new Drive(() -> false, limit));
	}

	/**
	 * Runs one task, drawn among those that can run.
	 * @return whether there was one
	 */
	public boolean runOne() {
		return run(1) == 1;
	}

	private int run(Drive wanted) {
		ensureDriver();
		this.lock.lock();
		try {
			this.drive = wanted;
			giveTurnAway();
			while (this.drive != null) {
				this.driverTurn.awaitUninterruptibly();
			}
			return wanted.steps;
		}
		finally {
			this.lock.unlock();
		}
	}

	// the caller holds the lock and has the turn
	private void giveTurnAway() {
		this.running = null;
		Drive drive = this.drive;
		if (drive == null) {
			return;
		}
		wakeReadyStrands();
		if (this.runnable.isEmpty() || drive.isOver()) {
			this.drive = null;
			this.driverTurn.signal();
			return;
		}
		drive.steps++;
		Strand strand = this.runnable.remove(this.random.nextInt(this.runnable.size()));
		this.running = strand;
		if (strand.worker != null) {
			LockSupport.unpark(strand.worker.thread);
		}
		else {
			start(strand);
		}
	}

	private void start(Strand strand) {
		// last in, first out: as a rule it is the current thread, which then just goes on
		Worker worker = this.idle.poll();
		if (worker != null) {
			strand.worker = worker;
			worker.next = strand;
			LockSupport.unpark(worker.thread);
		}
		else {
			worker = new Worker();
			strand.worker = worker;
			worker.next = strand;
			worker.thread.start();
		}
	}

	/**
	 * Runs what can run, then moves time from timer to timer and runs what each of them
	 * made possible.
	 * @param duration how far
	 */
	public void advance(Duration duration) {
		long end = this.time.nanoTime() + duration.toNanos();
		runUntilIdle();
		while (true) {
			long next = nextEvent();
			if (next > end) {
				break;
			}
			this.time.advance(Duration.ofNanos(Math.max(0, next - this.time.nanoTime())));
			runUntilIdle();
		}
		this.time.advance(Duration.ofNanos(Math.max(0, end - this.time.nanoTime())));
		runUntilIdle();
	}

	/**
	 * Moves time to where the next timer goes off or the next limited wait ends; runs
	 * nothing.
	 * @param limit how far at most
	 * @return whether there is such a moment within the limit; otherwise time stands
	 * still
	 */
	public boolean advanceToNextEvent(Duration limit) {
		ensureDriver();
		long now = this.time.nanoTime();
		long next = nextEvent();
		if (next == Long.MAX_VALUE || next - now > nanos(limit)) {
			return false;
		}
		this.time.advance(Duration.ofNanos(Math.max(0, next - now)));
		return true;
	}

	// durations of more than 292 years are as good as for ever
	private static long nanos(Duration duration) {
		return (duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0) ? Long.MAX_VALUE : duration.toNanos();
	}

	// when the next timer goes off or the next limited wait ends
	private long nextEvent() {
		Duration timer = this.time.untilNextTimer();
		long next = (timer != null) ? this.time.nanoTime() + timer.toNanos() : Long.MAX_VALUE;
		this.lock.lock();
		try {
			for (Strand strand : this.waiting) {
				next = Math.min(next, strand.deadline);
			}
		}
		finally {
			this.lock.unlock();
		}
		return next;
	}

	@Override
	public boolean await(BooleanSupplier done, long limitNanos) throws InterruptedException {
		long now = this.time.nanoTime();
		long deadline = (limitNanos >= Long.MAX_VALUE - now) ? Long.MAX_VALUE : now + limitNanos;
		return (OffloadedSlice.current() != null) ? awaitTurn(done, deadline) : drive(done, deadline);
	}

	private boolean awaitTurn(BooleanSupplier done, long deadline) throws InterruptedException {
		this.lock.lock();
		try {
			Strand strand = this.running;
			if (strand == null) {
				throw new IllegalStateException("a task waits that it is not the turn of");
			}
			while (!done.getAsBoolean() && this.time.nanoTime() < deadline) {
				if (Thread.interrupted()) {
					throw new InterruptedException();
				}
				strand.done = done;
				strand.deadline = deadline;
				this.waiting.add(strand);
				giveTurnAway();
				awaitTurn(strand);
			}
			return done.getAsBoolean();
		}
		finally {
			this.lock.unlock();
		}
	}

	// an interrupt makes the strand runnable, it does not give it the turn
	private void awaitTurn(Strand strand) throws InterruptedException {
		this.lock.unlock();
		try {
			while (this.running != strand) {
				LockSupport.park(this);
				if (Thread.currentThread().isInterrupted()) {
					strand.interrupted = true;
					Thread.interrupted();
				}
			}
		}
		finally {
			this.lock.lock();
		}
		if (Thread.interrupted() || strand.interrupted) {
			strand.interrupted = false;
			throw new InterruptedException();
		}
	}

	private boolean drive(BooleanSupplier done, long deadline) {
		ensureDriver();
		while (!done.getAsBoolean()) {
			if (run(new Drive(done, Integer.MAX_VALUE)) > 0) {
				continue;
			}
			long next = Math.min(nextEvent(), deadline);
			if (next == Long.MAX_VALUE) {
				if (this.closed || done.getAsBoolean()) {
					return done.getAsBoolean();
				}
				throw new IllegalStateException("this wait would never end: no process can run and no timer is set");
			}
			this.time.advance(Duration.ofNanos(Math.max(0, next - this.time.nanoTime())));
			if (next >= deadline && !runOne()) {
				return done.getAsBoolean();
			}
		}
		return true;
	}

	// the caller holds the lock
	private void wakeReadyStrands() {
		long now = this.time.nanoTime();
		for (Strand strand : List.copyOf(this.waiting)) {
			BooleanSupplier done = strand.done;
			if (done == null || done.getAsBoolean() || strand.deadline <= now || strand.isInterrupted()) {
				this.waiting.remove(strand);
				this.runnable.add(strand);
			}
		}
	}

	@Override
	public void unpark(Thread thread) {
		// conditions are looked at before every step
	}

	private static void ensureDriver() {
		if (OffloadedSlice.current() != null) {
			throw new IllegalStateException("only the test drives a manual scheduler, a process cannot");
		}
	}

	@Override
	public Kind kind(Class<?> type, Execution execution) {
		return this.kinds.computeIfAbsent(new KindKey(type, execution), (key) -> new Kind(type.getName(), execution));
	}

	@Override
	public SchedulerFigures figures() {
		this.lock.lock();
		try {
			return new SchedulerFigures(1, (this.running != null) ? 1 : 0, this.runnable.size(), this.waiting.size(), 0,
					0);
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void close() {
		runUntilIdle();
		this.lock.lock();
		try {
			this.closed = true;
			this.idle.forEach((worker) -> LockSupport.unpark(worker.thread));
		}
		finally {
			this.lock.unlock();
		}
	}

}
