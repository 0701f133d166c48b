package dev.javaotp.scheduler;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches the scheduler threads: a handler may block or compute, and nobody else must
 * wait for it.
 * <p>
 * While there is work it looks every {@value #TICK_MILLIS} ms. A thread that is still in
 * the run it was in a tick ago gets its slice ended, so that it makes room after the
 * message at hand. If it is in the same run for much longer than a tick it is stuck in
 * one handler: if others wait for a thread it is set aside and replaced, and its kind
 * remembers. Much longer is {@value #WAITING_MILLIS} ms if it visibly waits, and
 * {@value #COMPUTING_MILLIS} ms of processor time if it computes. A thread that does
 * neither may read from a socket in native code, or wait for a processor because the
 * machine is busy, which is no fault of its own: it has {@value #UNCLEAR_MILLIS} ms.
 * <p>
 * A tick that came late itself proves a stall of the whole machine (a collection, a
 * suspended container): it is not held against anybody, and only threads that visibly
 * wait are set aside by it, since a machine may be that slow for long.
 * <p>
 * Once a kind is known its other processes never come here; until then every tick in
 * which threads had to be set aside starts twice as many replacements as the one before.
 */
final class SchedulerMonitor extends Thread {

	static final int TICK_MILLIS = 1;

	static final int WAITING_MILLIS = 2;

	static final int COMPUTING_MILLIS = 4;

	static final int UNCLEAR_MILLIS = 20;

	private static final long TICK = TICK_MILLIS * 1_000_000L;

	private static final long STALL = 5 * TICK;

	private static final int FADE_TICKS = 1_000;

	private static final int SAMPLE_TICKS = 10;

	private static final int MAX_BURST = 64;

	private final ThreadScheduler scheduler;

	private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private final boolean cpuTime = this.threads.isThreadCpuTimeSupported();

	// true while the monitor sleeps for want of work; whoever clears it wakes it
	private volatile boolean sleeping;

	private int burst = 1;

	SchedulerMonitor(ThreadScheduler scheduler, String name) {
		super(null, null, name, 0, /* inheritThreadLocals= */ false);
		this.scheduler = scheduler;
		setDaemon(true);
		setPriority(MAX_PRIORITY);
	}

	/** Called when a thread leaves its idle state. */
	void workBegan() {
		if (this.sleeping) {
			this.sleeping = false;
			LockSupport.unpark(this);
		}
	}

	@Override
	public void run() {
		long last = System.nanoTime();
		int ticks = 0;
		while (!this.scheduler.isClosed()) {
			if (this.scheduler.isIdle()) {
				this.sleeping = true;
				if (this.scheduler.isIdle()) {
					LockSupport.parkNanos(this, 100 * TICK);
				}
				this.sleeping = false;
				last = System.nanoTime();
				continue;
			}
			LockSupport.parkNanos(this, TICK);
			long now = System.nanoTime();
			try {
				tick(++ticks, now, /* judge= */ now - last < STALL);
			}
			catch (OutOfMemoryError ex) {
				// the heap may have room again by the next tick, and somebody must be
				// there
			}
			last = now;
		}
	}

	private void tick(int number, long now, boolean judge) {
		look(now, judge);
		if (number % SAMPLE_TICKS == 0) {
			this.scheduler.sampleVirtualThreads();
		}
		if (number % FADE_TICKS == 0) {
			this.scheduler.fade();
		}
	}

	private void look(long now, boolean judge) {
		List<SchedulerThread> stuck = new ArrayList<>();
		boolean slotWaits = false;
		for (SchedulerThread thread : this.scheduler.threads()) {
			if (!thread.isSetAside() && isStuck(thread, now)) {
				stuck.add(thread);
				slotWaits |= thread.hasSlot();
				if (!judge && !waits(thread)) {
					thread.watch.since = now;
				}
			}
		}
		boolean workWaits = this.scheduler.hasQueuedWork();
		int setAside = 0;
		if (workWaits || (slotWaits && !this.scheduler.hasSleeper())) {
			for (SchedulerThread thread : stuck) {
				if ((judge || waits(thread)) && lasted(thread, now)
						&& judged(thread, now, /* teach= */ judge)) {
					setAside++;
				}
			}
		}
		if (setAside > 0) {
			this.scheduler.replace(Math.max(setAside, this.burst));
			this.burst = Math.min(MAX_BURST, this.burst * 2);
			return;
		}
		this.burst = 1;
		if (stuck.isEmpty()) {
			this.scheduler.retireSurplus();
		}
		if (slotWaits) {
			this.scheduler.wakeThiefOfSlots();
		}
		else if (workWaits) {
			// a wake-up may have been missed: pushing and going to sleep are not ordered
			// with each other by a fence, this look is what makes up for it
			this.scheduler.signalWork();
		}
	}

	private boolean isStuck(SchedulerThread thread, long now) {
		SchedulerThread.Watch watch = thread.watch;
		long activation = thread.activations();
		if (thread.currentTask() == null || activation != watch.activation) {
			watch.activation = activation;
			watch.since = now;
			watch.cpuNanos = -1;
			return false;
		}
		thread.slice.end();
		if (watch.cpuNanos < 0) {
			watch.cpuNanos = cpuNanos(thread);
			watch.since = now;
		}
		return true;
	}

	private boolean lasted(SchedulerThread thread, long now) {
		long since = now - thread.watch.since;
		return isLong(waits(thread), since, (this.cpuTime) ? used(thread) : since);
	}

	/**
	 * Whether a run has taken so long that its thread is set aside.
	 * @param waits whether the thread visibly waits
	 * @param since for how long it has been seen in this run, in nanoseconds
	 * @param used how much processor time it has used since
	 */
	static boolean isLong(boolean waits, long since, long used) {
		if (waits) {
			return since >= (WAITING_MILLIS - TICK_MILLIS) * TICK;
		}
		return used >= (COMPUTING_MILLIS - TICK_MILLIS) * TICK || since >= UNCLEAR_MILLIS * TICK;
	}

	private boolean judged(SchedulerThread thread, long now, boolean teach) {
		Task task = thread.currentTask();
		if (task == null || thread.activations() != thread.watch.activation) {
			return false;
		}
		boolean waits = waits(thread);
		if (!thread.setAside()) {
			return false;
		}
		if (teach && task.teaches()) {
			if (waits || usedLittle(thread, now)) {
				task.kind().sawBlocking();
			}
			else {
				task.kind().sawComputing();
			}
		}
		return true;
	}

	private static boolean waits(SchedulerThread thread) {
		return switch (thread.getState()) {
			case WAITING, TIMED_WAITING, BLOCKED -> true;
			default -> false;
		};
	}

	// a thread in native code, reading from a socket say, is runnable but uses no time
	private boolean usedLittle(SchedulerThread thread, long now) {
		return this.cpuTime && used(thread) * 20 < now - thread.watch.since;
	}

	private long used(SchedulerThread thread) {
		return cpuNanos(thread) - thread.watch.cpuNanos;
	}

	private long cpuNanos(SchedulerThread thread) {
		return (this.cpuTime) ? Math.max(0, this.threads.getThreadCpuTime(thread.threadId())) : 0;
	}

}
