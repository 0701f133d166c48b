package dev.javaotp.scheduler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
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
 * Each task runs on a thread that belongs to it as long as it waits inside a handler, but
 * only one thread runs at any moment: control is handed over. Not for use by several test
 * threads at once.
 */
public final class ManualScheduler implements Scheduler {

	private final ReentrantLock lock = new ReentrantLock();

	private final Random random;

	private final ManualTime time = new ManualTime();

	private final Map<KindKey, Kind> kinds = new ConcurrentHashMap<>();

	// guarded by lock; what could run next
	private final List<Strand> runnable = new ArrayList<>();

	// guarded by lock; strands that wait inside a handler
	private final List<Strand> waiting = new ArrayList<>();

	// guarded by lock; whose turn it is, null for the driver
	private @Nullable Strand running;

	private final Condition driverTurn = this.lock.newCondition();

	private volatile boolean closed;

	private record KindKey(Class<?> type, Execution execution) {
	}

	/** A task on its thread. */
	private static final class Strand {

		final Task task;

		final Condition turn;

		@Nullable Thread thread;

		@Nullable BooleanSupplier done;

		long deadline;

		boolean interrupted;

		Strand(Task task, Condition turn) {
			this.task = task;
			this.turn = turn;
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
			this.runnable.add(new Strand(task, this.lock.newCondition()));
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
		int runs = 0;
		while (runOne()) {
			runs++;
		}
		return runs;
	}

	/**
	 * Runs one task, drawn among those that can run.
	 * @return whether there was one
	 */
	public boolean runOne() {
		ensureDriver();
		this.lock.lock();
		try {
			wakeReadyStrands();
			if (this.runnable.isEmpty()) {
				return false;
			}
			Strand strand = this.runnable.remove(this.random.nextInt(this.runnable.size()));
			this.running = strand;
			if (strand.thread == null) {
				strand.thread = Thread.ofPlatform().daemon().name("otp-manual").unstarted(() -> runStrand(strand));
				strand.thread.start();
			}
			else {
				strand.turn.signal();
			}
			while (this.running != null) {
				this.driverTurn.awaitUninterruptibly();
			}
			return true;
		}
		finally {
			this.lock.unlock();
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

	private void runStrand(Strand strand) {
		this.lock.lock();
		this.lock.unlock();
		OffloadedTask.enter(strand.task);
		Slice slice = new Slice();
		boolean more = false;
		try {
			slice.renew();
			more = strand.task.run(slice);
		}
		finally {
			OffloadedTask.leave();
			this.lock.lock();
			try {
				if (more) {
					this.runnable.add(new Strand(strand.task, this.lock.newCondition()));
				}
				this.running = null;
				this.driverTurn.signal();
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	@Override
	public boolean await(BooleanSupplier done, long limitNanos) throws InterruptedException {
		long now = this.time.nanoTime();
		long deadline = (limitNanos >= Long.MAX_VALUE - now) ? Long.MAX_VALUE : now + limitNanos;
		return (OffloadedTask.current() != null) ? awaitTurn(done, deadline) : drive(done, deadline);
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
				this.running = null;
				this.driverTurn.signal();
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
		while (this.running != strand) {
			try {
				strand.turn.await();
			}
			catch (InterruptedException ex) {
				strand.interrupted = true;
			}
		}
		boolean interrupted = strand.interrupted;
		strand.interrupted = false;
		if (interrupted) {
			throw new InterruptedException();
		}
	}

	private boolean drive(BooleanSupplier done, long deadline) {
		while (!done.getAsBoolean()) {
			if (runOne()) {
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
			if (done == null || done.getAsBoolean() || strand.deadline <= now || strand.interrupted) {
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
		if (OffloadedTask.current() != null) {
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
		this.closed = true;
		runUntilIdle();
	}

}
