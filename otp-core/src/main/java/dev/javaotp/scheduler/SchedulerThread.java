package dev.javaotp.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * One thread that runs tasks: from its <em>next</em> slot, its own queue, the queue for
 * work from outside, or the queues of others. The essay is in {@link ThreadScheduler}.
 * <p>
 * The thread belongs to itself for good: its slot and queue are never handed to another
 * thread. One that is set aside keeps them, others steal from it, and a new thread with a
 * queue of its own takes its place.
 */
final class SchedulerThread extends Thread {

	private static final VarHandle SLOT;

	private static final VarHandle ACTIVATIONS;

	private static final VarHandle SET_ASIDE;

	private static final VarHandle SLEEPING;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			SLOT = lookup.findVarHandle(SchedulerThread.class, "slot", Task.class);
			ACTIVATIONS = lookup.findVarHandle(SchedulerThread.class, "activations", long.class);
			SET_ASIDE = lookup.findVarHandle(SchedulerThread.class, "setAside", boolean.class);
			SLEEPING = lookup.findVarHandle(SchedulerThread.class, "sleeping", boolean.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	final ThreadScheduler scheduler;

	final RunQueue queue = new RunQueue();

	final Slice slice = new Slice(this, /* lasting= */ true);

	/** What the monitor remembers of this thread; touched by the monitor alone. */
	final Watch watch = new Watch();

	// taken by exchange, by the owner and by thieves
	private @Nullable Task slot;

	// written by the owner: two equal readings with a current task mean the same run of
	// it
	private long activations;

	// set once, by the monitor or by a wait: this thread has lost its place
	private volatile boolean setAside;

	// true while the thread sleeps for want of work; whoever clears it wakes the thread
	private volatile boolean sleeping;

	private int picks;

	// when it last began to look for work after it had slept, and what it had run by then
	private long begunNanos = System.nanoTime();

	private long activationsBefore;

	SchedulerThread(ThreadScheduler scheduler, String name) {
		super(null, null, name, 0, /* inheritThreadLocals= */ false);
		this.scheduler = scheduler;
		setDaemon(true);
		setContextClassLoader(scheduler.contextClassLoader());
	}

	@Override
	public void run() {
		try {
			while (!this.setAside && !this.scheduler.isClosed()) {
				Task task = pick();
				if (task != null) {
					execute(task);
				}
				else {
					this.scheduler.idle(this);
				}
			}
		}
		finally {
			giveEverythingBack();
			this.scheduler.ended(this);
		}
	}

	/**
	 * Finds the task to run, and makes it the current one with a full fence behind that.
	 */
	private @Nullable Task pick() {
		Task next = this.slot;
		// what the running one has woken shares what is left of its slice, so that two
		// that wake each other cannot keep the thread for ever
		if (next != null && !this.slice.isUsedUp()) {
			this.slice.announce(next);
			if (SLOT.compareAndSet(this, next, null)) {
				return next;
			}
			// a thief was faster
			this.slice.leave();
			VarHandle.fullFence();
			next.lost();
			Thread.interrupted();
		}
		Task task = pickOther();
		this.slice.begin(task);
		return task;
	}

	private @Nullable Task pickOther() {
		Task displaced = (this.slot != null) ? takeSlot() : null;
		if (displaced != null) {
			push(displaced);
		}
		this.slice.renew();
		if ((++this.picks & (ThreadScheduler.INJECTION_INTERVAL - 1)) == 0) {
			Task injected = this.scheduler.pollInjected();
			if (injected != null) {
				return injected;
			}
		}
		Task own = this.queue.poll();
		if (own != null) {
			return own;
		}
		Task injected = this.scheduler.pollInjected();
		return (injected != null) ? injected : this.scheduler.steal(this, /* slots= */ false);
	}

	private void execute(Task task) {
		if (!task.kind().isAuto()) {
			this.slice.finish();
			this.scheduler.offload(task);
			return;
		}
		ACTIVATIONS.setOpaque(this, this.activations + 1);
		boolean more = task.run(this.slice);
		this.slice.finish();
		// whoever was interrupted was the task; the next one must not find that, nor its
		// class loader
		Thread.interrupted();
		if (getContextClassLoader() != this.scheduler.contextClassLoader()) {
			setContextClassLoader(this.scheduler.contextClassLoader());
		}
		if (more) {
			if (this.setAside) {
				this.scheduler.inject(task);
			}
			else {
				push(task);
			}
		}
	}

	/** Makes a task the next to run on this thread, which calls this. */
	void wake(Task task) {
		if (this.setAside) {
			this.scheduler.inject(task);
			return;
		}
		if (this.slot == null) {
			// only the owner puts, so nothing can come between
			SLOT.setRelease(this, task);
			return;
		}
		Task displaced = (Task) SLOT.getAndSet(this, task);
		if (displaced != null) {
			push(displaced);
			// to wake a thread takes longer than most handlers do
			if (this.queue.size() > 1) {
				this.scheduler.signalWork();
			}
		}
	}

	private void push(Task task) {
		if (!this.queue.offer(task)) {
			this.scheduler.inject(task);
		}
	}

	@Nullable Task takeSlot() {
		return (Task) SLOT.getAndSet(this, null);
	}

	boolean hasSlot() {
		return (Task) SLOT.getOpaque(this) != null;
	}

	boolean hasWork() {
		return hasSlot() || this.queue.size() > 0;
	}

	void beginsToSleep() {
		this.sleeping = true;
	}

	/** Whether it was this call that ended it, and not somebody else's. */
	boolean endsToSleep() {
		return this.sleeping && SLEEPING.compareAndSet(this, true, false);
	}

	void beginsToRun() {
		this.begunNanos = System.nanoTime();
		this.activationsBefore = this.activations;
	}

	/** Whether it has run so many tasks since then, or any at all in so much time. */
	boolean hasRun(int tasks, long nanos) {
		long run = this.activations - this.activationsBefore;
		return run >= tasks || (run > 0 && System.nanoTime() - this.begunNanos >= nanos);
	}

	@Nullable Task currentTask() {
		return this.slice.task();
	}

	long activations() {
		return (long) ACTIVATIONS.getOpaque(this);
	}

	boolean isSetAside() {
		return this.setAside;
	}

	/**
	 * Takes this thread's place away. It ends after the task it runs.
	 * @return whether it had one
	 */
	boolean setAside() {
		boolean had = (boolean) SET_ASIDE.compareAndSet(this, false, true);
		if (had) {
			this.scheduler.lostPlace();
		}
		return had;
	}

	private void giveEverythingBack() {
		Task next = takeSlot();
		if (next != null) {
			this.scheduler.inject(next);
		}
		Task queued;
		while ((queued = this.queue.poll()) != null) {
			this.scheduler.inject(queued);
		}
	}

	/** What the monitor saw of a thread when it looked last. */
	static final class Watch {

		long activation = -1;

		long since;

		long cpuNanos = -1;

	}

}
