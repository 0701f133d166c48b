package dev.javaotp.scheduler;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks on threads of its own, as the BEAM's schedulers do, and elsewhere once it
 * has learned that their code blocks or computes.
 */
public final class ThreadScheduler implements Scheduler {

	/*-
	 * Overview.
	 *
	 * A few platform threads, as many as there are processors, run tasks. What a running
	 * task wakes goes into the slot of its thread and runs there next: data is warm, and
	 * nobody has to be woken. What the slot held before goes to the tail of the thread's
	 * queue, where idle threads steal it. What comes from outside goes into one queue of
	 * its own, "injected". A thread looks into slot, queue, injected queue, the queues of
	 * others, in this order; every INJECTION_INTERVAL picks the injected queue comes
	 * first, so that two tasks that keep each other busy cannot lock it out.
	 *
	 * They are platform threads because others live on the machine, too: a busy virtual
	 * thread keeps its carrier, and with it other people's virtual threads, while the
	 * operating system shares processors between platform threads fairly.
	 *
	 * Idle. A thread without work looks around for a few microseconds (waking a thread
	 * costs more than that), then sleeps. Pushing to a queue is not ordered against
	 * falling asleep by a full fence, which would cost every push; the monitor, awake as
	 * long as any thread is, finds what was missed within a tick. For the same reason one
	 * task in a queue wakes nobody: its thread, or one that looks around, takes it before
	 * a sleeping one could, or else the monitor wakes one. Work from outside is ordered:
	 * its queue is a CAS, the sleepers re-check after they said they sleep.
	 *
	 * Waking. To wake a thread costs whoever does it several microseconds, and takes a
	 * processor from somebody where there are more busy threads than processors. So
	 * nobody is woken while somebody looks around, or has been woken and does not run
	 * yet; that one wakes the next if it finds more than it can take. While others are
	 * awake work from outside wakes one only if those woken lately had enough to do
	 * (Backoff), and a call wakes one only if its caller still sees it queued after some
	 * looks for the answer.
	 *
	 * Handlers that take long. The monitor sets such a thread aside: it keeps its slot and
	 * queue (others steal from them) and ends after the handler, handing back what is
	 * left; a new thread with a queue of its own takes the place. Nothing changes hands,
	 * so there is nothing to race for. A wait that goes through await() does the same at
	 * once. Either way the kind of the task learns, and once it is known to block its
	 * tasks run on virtual threads, once it is known to compute on platform threads of
	 * their own. At MAX_THREADS no more replacements are started: tasks then wait until a
	 * handler returns, and one warning is logged.
	 *
	 * Calls. Who asks an idle task hands it to a thread that is free, through the injected
	 * queue, and looks for the answer for a moment; in a loop of calls that thread looks
	 * for work meanwhile, so that nobody ever sleeps. Where no thread is free, or looking
	 * does not pay, the caller waits, and one that is a virtual thread starts another for
	 * the callee first: its carrier goes on with that, which is several times cheaper than
	 * waking a scheduler.
	 *
	 * Virtual threads. One that computes cannot be preempted and is invisible to processor
	 * time accounting, so the monitor samples them and moves their kind to platform
	 * threads. Before JDK 24 a virtual thread pins its carrier inside synchronized, so
	 * blocking tasks get platform threads there, up to MAX_BLOCKING_PLATFORM.
	 *
	 * Visibility. A task's own state is handed from run to run by whoever makes it
	 * runnable: all queues publish with release and take with acquire at least.
	 */

	/** Every so many picks the injected queue comes first; a power of two. */
	static final int INJECTION_INTERVAL = 64;

	/** More threads than this are not started, whatever blocks. */
	static final int MAX_THREADS = 1_024;

	/** Tasks that compute share at most so many platform threads. */
	static final int MAX_CPU_THREADS = 512;

	private static final int MAX_BLOCKING_PLATFORM = 1_024;

	private static final boolean PINS = Runtime.version().feature() < 24;

	private static final int SPINS = 200;

	/** So many threads woken in vain, one after the other, mean nothing yet. */
	private static final int WAKE_UPS_TOLERATED = 4;

	/** To wake a thread was worth it if it ran so many tasks until it slept again, ... */
	private static final int WORTHWHILE_TASKS = 64;

	/** ... or any at all and so long. */
	private static final long WORTHWHILE_NANOS = 50_000;

	private static final int SAMPLES = 1_024;

	// at most, every time that virtual threads are sampled
	private static final int STACK_LOOKS = 16;

	private static final Logger logger = LoggerFactory.getLogger(ThreadScheduler.class);

	private final String name;

	private final int parallelism;

	private final @Nullable ClassLoader contextClassLoader = Thread.currentThread().getContextClassLoader();

	private final SystemTime time;

	private final SchedulerMonitor monitor;

	private final Map<KindKey, Kind> kinds = new ConcurrentHashMap<>();

	private final ConcurrentLinkedQueue<Task> injected = new ConcurrentLinkedQueue<>();

	// threads that have not ended, set aside or not; copied on change under the lock of
	// this
	private volatile SchedulerThread[] threads = new SchedulerThread[0];

	// threads that are not set aside
	private final AtomicInteger active = new AtomicInteger();

	private final AtomicInteger asleep = new AtomicInteger();

	// woken by somebody, but they do not run yet; no longer asleep
	private final AtomicInteger waking = new AtomicInteger();

	private final AtomicInteger searching = new AtomicInteger();

	private final AtomicLong threadNumber = new AtomicLong();

	private final AtomicInteger virtualRuns = new AtomicInteger();

	// of the virtual runs, those that wait in await()
	private final AtomicInteger virtualWaits = new AtomicInteger();

	// one run of a task on a virtual thread per place, by thread id: a sample, later ones
	// overwrite earlier ones
	private final AtomicReferenceArray<@Nullable VirtualRun> samples = new AtomicReferenceArray<>(SAMPLES);

	private final ThreadPoolExecutor cpu;

	private final ThreadPoolExecutor blockingPlatform;

	// read by every thread between two tasks
	private volatile boolean closed;

	private volatile boolean saidFull;

	private volatile boolean stealSlots;

	private final Glances glances;

	// of waking another thread while some are awake
	private final Backoff wakeUps = new Backoff(WAKE_UPS_TOLERATED);

	private record KindKey(Class<?> type, Execution execution) {
	}

	/** A task that runs on a virtual thread. */
	private static final class VirtualRun {

		final Thread thread;

		final Kind kind;

		// counted by the monitor alone
		int runnableSamples;

		VirtualRun(Thread thread, Kind kind) {
			this.thread = thread;
			this.kind = kind;
		}

	}

	private ThreadScheduler(String name, int parallelism) {
		this.name = name;
		this.parallelism = parallelism;
		this.glances = new Glances(parallelism, this::isCrowded);
		this.time = new SystemTime(name + "-timer");
		this.monitor = new SchedulerMonitor(this, name + "-monitor");
		this.cpu = pool(name + "-cpu", MAX_CPU_THREADS);
		this.blockingPlatform = pool(name + "-blocking", MAX_BLOCKING_PLATFORM);
	}

	/**
	 * Starts a scheduler with one thread per processor.
	 * @param name the beginning of its threads' names
	 * @return the scheduler
	 */
	public static ThreadScheduler create(String name) {
		return create(name, Runtime.getRuntime().availableProcessors());
	}

	/**
	 * Starts a scheduler.
	 * @param name the beginning of its threads' names
	 * @param parallelism the number of threads, one or more; more than there are
	 * processors does not help
	 * @return the scheduler
	 */
	public static ThreadScheduler create(String name, int parallelism) {
		if (parallelism < 1) {
			throw new IllegalArgumentException("parallelism must be 1 or more, got: " + parallelism);
		}
		ThreadScheduler scheduler = new ThreadScheduler(name, parallelism);
		for (int i = 0; i < parallelism; i++) {
			scheduler.startThread();
		}
		scheduler.monitor.start();
		return scheduler;
	}

	private ThreadPoolExecutor pool(String threadName, int limit) {
		return new ThreadPoolExecutor(0, limit, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), (work) -> {
			Thread thread = new Thread(null, work, threadName + "-" + this.threadNumber.incrementAndGet(), 0,
					/* inheritThreadLocals= */ false);
			thread.setDaemon(true);
			return thread;
		});
	}

	// --- making tasks run

	@Override
	public void schedule(Task task) {
		if (!task.kind().isAuto()) {
			offload(task);
		}
		else if (Thread.currentThread() instanceof SchedulerThread thread && thread.scheduler == this) {
			thread.wake(task);
		}
		else {
			this.injected.offer(task);
			if (hasSleeper() && (nobodyIsAwake() || this.wakeUps.isWorthwhile())) {
				signalWork();
			}
		}
	}

	@Override
	public boolean scheduleCalled(Task task) {
		if (task.kind().isAuto() && canTakeOn() && this.glances.mayDo()) {
			this.injected.offer(task);
			if (nobodyIsAwake()) {
				signalWork();
			}
			return true;
		}
		if (!PINS && Thread.currentThread().isVirtual() && task.kind().execution() != Execution.CPU) {
			startVirtual(task);
		}
		else {
			schedule(task);
		}
		return false;
	}

	private boolean nobodyIsAwake() {
		return this.asleep.get() >= this.active.get();
	}

	/** Whether a thread is free, and a processor for it. */
	private boolean canTakeOn() {
		return (isSomebodyLooking() || hasSleeper()) && this.virtualRuns.get() - this.virtualWaits.get() <= 1;
	}

	/** Whether a thread looks for work, or is about to. */
	private boolean isSomebodyLooking() {
		return this.searching.get() > 0 || this.waking.get() > 0;
	}

	void inject(Task task) {
		this.injected.offer(task);
		signalWork();
	}

	@Nullable Task pollInjected() {
		return this.injected.poll();
	}

	/** Runs a task whose kind does not belong on the scheduler's own threads. */
	void offload(Task task) {
		if (this.closed) {
			return;
		}
		try {
			if (task.kind().execution() == Execution.CPU) {
				this.cpu.execute(() -> runOnOwnThread(task));
			}
			else if (PINS && this.blockingPlatform.getActiveCount() < MAX_BLOCKING_PLATFORM) {
				this.blockingPlatform.execute(() -> runOnOwnThread(task));
			}
			else {
				startVirtual(task);
			}
		}
		catch (RejectedExecutionException ex) {
			// as many computing tasks as threads for them already: one more virtual
			// thread
			// at least does not hold up the schedulers
			if (!this.closed) {
				startVirtual(task);
			}
		}
	}

	private void startVirtual(Task task) {
		Thread.ofVirtual().inheritInheritableThreadLocals(false).start(() -> runOnVirtualThread(task));
	}

	private void runOnVirtualThread(Task task) {
		Thread thread = Thread.currentThread();
		int place = (int) thread.threadId() & (SAMPLES - 1);
		this.samples.setOpaque(place, new VirtualRun(thread, task.kind()));
		if (this.virtualRuns.getAndIncrement() == 0) {
			this.monitor.workBegan();
		}
		try {
			runOnOwnThread(task);
		}
		finally {
			this.virtualRuns.decrementAndGet();
			this.samples.setOpaque(place, null);
		}
	}

	private void runOnOwnThread(Task task) {
		Thread.currentThread().setContextClassLoader(this.contextClassLoader);
		Kind kind = task.kind();
		Execution known = kind.execution();
		Slice slice = new Slice(Thread.currentThread(), /* lasting= */ false);
		OffloadedSlice.enter(slice);
		boolean more;
		try {
			do {
				slice.renew();
				slice.begin(task);
				long begun = System.nanoTime();
				more = task.run(slice);
				Thread.interrupted();
				if (System.nanoTime() - begun < SchedulerMonitor.TICK_MILLIS * 1_000_000L / 2) {
					kind.sawQuickRun();
				}
				else {
					kind.sawSlowRun();
				}
			}
			while (more && known != Execution.AUTO && kind.execution() == known && !this.closed);
		}
		finally {
			OffloadedSlice.leave();
		}
		if (more) {
			// to where its kind belongs by now
			schedule(task);
		}
	}

	// --- idle threads

	/** Called by a scheduler thread that found nothing to do. */
	void idle(SchedulerThread thread) {
		if (isSurplus() && thread.setAside()) {
			return;
		}
		if (this.searching.get() * 2 < this.parallelism) {
			this.searching.incrementAndGet();
			boolean found = false;
			for (int i = 0; i < SPINS && !found; i++) {
				Thread.onSpinWait();
				found = hasQueuedWork();
			}
			this.searching.decrementAndGet();
			if (found) {
				return;
			}
		}
		if (thread.hasRun(WORTHWHILE_TASKS, WORTHWHILE_NANOS)) {
			this.wakeUps.succeeded();
		}
		else {
			this.wakeUps.failed();
		}
		thread.beginsToSleep();
		this.asleep.incrementAndGet();
		// a push after this sees the sleeper, a push before it is seen here
		if (!hasQueuedWork() && !this.closed && !thread.isSetAside()) {
			if (this.stealSlots) {
				this.stealSlots = false;
				Task stolen = steal(thread, /* slots= */ true);
				if (stolen != null) {
					inject(stolen);
				}
			}
			else {
				LockSupport.park(this);
			}
		}
		if (thread.endsToSleep()) {
			this.asleep.decrementAndGet();
		}
		else {
			this.waking.decrementAndGet();
			if (hasSleeper() && isMuchInjected()) {
				signalWork();
			}
		}
		thread.beginsToRun();
		Thread.interrupted();
		this.monitor.workBegan();
	}

	/** Wakes a sleeping thread, if there is one and nobody looks for work already. */
	void signalWork() {
		if (hasSleeper() && !isSomebodyLooking()) {
			wakeOne();
		}
	}

	private void wakeOne() {
		for (SchedulerThread thread : this.threads) {
			if (!thread.isSetAside() && thread.endsToSleep()) {
				this.waking.incrementAndGet();
				this.asleep.decrementAndGet();
				LockSupport.unpark(thread);
				return;
			}
		}
	}

	// more than the one who asks can take
	private boolean isMuchInjected() {
		Iterator<Task> tasks = this.injected.iterator();
		if (!tasks.hasNext()) {
			return false;
		}
		tasks.next();
		return tasks.hasNext();
	}

	/** Lets a sleeping thread take what waits in the slot of one that takes long. */
	void wakeThiefOfSlots() {
		this.stealSlots = true;
		wakeOne();
	}

	@Nullable Task steal(SchedulerThread thief, boolean slots) {
		SchedulerThread[] victims = this.threads;
		int start = (int) (thief.threadId() % Math.max(1, victims.length));
		for (int i = 0; i < victims.length; i++) {
			SchedulerThread victim = victims[(start + i) % victims.length];
			if (victim == thief) {
				continue;
			}
			Task task = victim.queue.poll();
			if (task == null && (slots || victim.isSetAside())) {
				task = victim.takeSlot();
			}
			if (task != null) {
				return task;
			}
		}
		return null;
	}

	boolean hasSleeper() {
		return this.asleep.get() > 0;
	}

	boolean hasQueuedWork() {
		if (!this.injected.isEmpty()) {
			return true;
		}
		for (SchedulerThread thread : this.threads) {
			if (thread.queue.size() > 0 || (thread.isSetAside() && thread.hasSlot())) {
				return true;
			}
		}
		return false;
	}

	/** Whether nothing runs that the monitor would have to watch. */
	boolean isIdle() {
		return this.asleep.get() >= this.active.get() && this.virtualRuns.get() <= this.virtualWaits.get()
				&& !hasQueuedWork();
	}

	// --- threads that come and go

	SchedulerThread[] threads() {
		return this.threads;
	}

	private synchronized void startThread() {
		if (this.closed) {
			return;
		}
		SchedulerThread[] old = this.threads;
		if (old.length >= MAX_THREADS) {
			if (!this.saidFull) {
				this.saidFull = true;
				logger
					.warn("{} threads of scheduler {} are held by handlers that block or compute: no more are started,"
							+ " other processes wait until one of these handlers returns. Declare such processes"
							+ " Execution.BLOCKING or Execution.CPU", MAX_THREADS, this.name);
			}
			return;
		}
		SchedulerThread thread = new SchedulerThread(this, this.name + "-" + this.threadNumber.incrementAndGet());
		SchedulerThread[] grown = Arrays.copyOf(old, old.length + 1);
		grown[old.length] = thread;
		this.threads = grown;
		this.active.incrementAndGet();
		thread.start();
	}

	/** Starts threads in the place of some that have just been set aside. */
	void replace(int count) {
		for (int i = 0; i < count; i++) {
			startThread();
		}
	}

	/** Sets one thread aside if there are too many; it ends after what it runs. */
	void retireSurplus() {
		if (isSurplus()) {
			for (SchedulerThread thread : this.threads) {
				if (thread.setAside()) {
					LockSupport.unpark(thread);
					return;
				}
			}
		}
	}

	private boolean isSurplus() {
		return this.active.get() > this.parallelism;
	}

	/** Called when a thread has lost its place. */
	void lostPlace() {
		this.active.decrementAndGet();
	}

	synchronized void ended(SchedulerThread thread) {
		thread.setAside();
		SchedulerThread[] old = this.threads;
		this.threads = Arrays.stream(old).filter((other) -> other != thread).toArray(SchedulerThread[]::new);
		if (this.active.get() < this.parallelism) {
			startThread();
		}
	}

	// --- waiting

	@Override
	public boolean mayGlance() {
		return this.glances.mayDo();
	}

	@Override
	public boolean glance(BooleanSupplier done) {
		boolean found = this.glances.look(done);
		if (!found && !this.injected.isEmpty()) {
			// it may be what this waits for, which has woken nobody
			signalWork();
		}
		return found;
	}

	/** Whether work waits for a thread and none can be woken for it; if one can it is. */
	private boolean isCrowded() {
		if (isSomebodyLooking() || !hasQueuedWork()) {
			return false;
		}
		if (!hasSleeper()) {
			return true;
		}
		signalWork();
		return false;
	}

	@Override
	public boolean await(BooleanSupplier done, long limitNanos) throws InterruptedException {
		if (done.getAsBoolean()) {
			return true;
		}
		Thread thread = Thread.currentThread();
		Task task = Task.current();
		boolean virtual = task != null && thread.isVirtual();
		if (task != null) {
			if (task.teaches()) {
				task.kind().sawWait();
			}
			if (thread instanceof SchedulerThread own && own.setAside()) {
				replace(1);
			}
		}
		if (virtual) {
			this.virtualWaits.incrementAndGet();
		}
		try {
			return park(done, limitNanos);
		}
		finally {
			if (virtual) {
				this.virtualWaits.decrementAndGet();
			}
		}
	}

	private boolean park(BooleanSupplier done, long limitNanos) throws InterruptedException {
		boolean limited = limitNanos != Long.MAX_VALUE;
		long deadline = (limited) ? System.nanoTime() + limitNanos : 0;
		while (!done.getAsBoolean()) {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			if (!limited) {
				LockSupport.park(this);
				continue;
			}
			long left = deadline - System.nanoTime();
			if (left <= 0) {
				return done.getAsBoolean();
			}
			LockSupport.parkNanos(this, left);
		}
		return true;
	}

	@Override
	public void unpark(Thread thread) {
		LockSupport.unpark(thread);
	}

	// --- learning

	@Override
	public Kind kind(Class<?> type, Execution execution) {
		KindKey key = new KindKey(type, execution);
		Kind known = this.kinds.get(key);
		// the other way takes a lock even for what is there, and a virtual thread that
		// waits for a lock may be without a carrier when it gets it
		return (known != null) ? known
				: this.kinds.computeIfAbsent(key, (absent) -> new Kind(type.getName(), execution));
	}

	/** Lets old evidence fade: called by the monitor about once a second. */
	void fade() {
		this.kinds.values().forEach(Kind::fade);
	}

	/**
	 * Looks for virtual threads that compute: called by the monitor every few ticks. One
	 * that is runnable in one look after the other either computes or waits for a
	 * carrier, which its stack tells. That takes some time, so only few are looked at;
	 * with one that waits they begin anew, so that the others have their turn.
	 */
	void sampleVirtualThreads() {
		if (this.virtualRuns.get() - this.virtualWaits.get() <= 0) {
			return;
		}
		int looks = 0;
		for (int i = 0; i < SAMPLES && looks < STACK_LOOKS; i++) {
			VirtualRun run = this.samples.getOpaque(i);
			if (run == null) {
				continue;
			}
			if (run.thread.getState() != Thread.State.RUNNABLE) {
				run.runnableSamples = 0;
			}
			else if (++run.runnableSamples >= 3) {
				run.runnableSamples = 0;
				looks++;
				if (!waitsForCarrier(run.thread)) {
					run.kind.sawComputing();
				}
			}
		}
	}

	// one that gave up its carrier did so in the JDK's own code, to park, to yield or in
	// Object.wait; one that has ended has no stack
	private static boolean waitsForCarrier(Thread thread) {
		StackTraceElement[] stack = thread.getStackTrace();
		return stack.length == 0 || switch (stack[0].getClassName()) {
			case "java.lang.VirtualThread", "java.lang.Object" -> true;
			default -> false;
		};
	}

	// --- others

	@Override
	public TimeSource time() {
		return this.time;
	}

	@Nullable ClassLoader contextClassLoader() {
		return this.contextClassLoader;
	}

	boolean isClosed() {
		return this.closed;
	}

	@Override
	public SchedulerFigures figures() {
		int busy = 0;
		int setAside = 0;
		int queued = this.injected.size();
		for (SchedulerThread thread : this.threads) {
			if (thread.isSetAside()) {
				setAside++;
			}
			else if (thread.currentTask() != null) {
				busy++;
			}
			queued += thread.queue.size() + (thread.hasSlot() ? 1 : 0);
		}
		int virtual = Math.max(0, this.virtualRuns.get() - this.virtualWaits.get());
		return new SchedulerFigures(this.active.get(), busy, queued, setAside, virtual,
				this.cpu.getActiveCount() + this.blockingPlatform.getActiveCount());
	}

	@Override
	public void close() {
		this.closed = true;
		for (SchedulerThread thread : this.threads) {
			LockSupport.unpark(thread);
		}
		LockSupport.unpark(this.monitor);
		this.cpu.shutdown();
		this.blockingPlatform.shutdown();
		this.time.close();
	}

	@Override
	public String toString() {
		return "ThreadScheduler[" + this.name + ", " + this.parallelism + " threads]";
	}

}
