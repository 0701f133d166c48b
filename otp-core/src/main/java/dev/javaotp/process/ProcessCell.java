package dev.javaotp.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.javaotp.scheduler.Kind;
import dev.javaotp.scheduler.Scheduler;
import dev.javaotp.scheduler.Slice;
import dev.javaotp.scheduler.Task;
import org.jspecify.annotations.Nullable;

/**
 * The engine: one process, how it runs and how it ends. Its mailbox and what ties it to
 * others are the layers below.
 */
final class ProcessCell extends Relations implements Task {

	/*-
	 * Overview.
	 *
	 * A process is this one object. Others touch it in three ways, each with its own word
	 * and its own layer of this class: they put messages into the inbox (see Mailbox), they
	 * change its links and monitors under the lock (see Relations), and they end it, which
	 * the life word says.
	 *
	 * The life word. ALIVE, or bits that are only ever added:
	 *
	 *   ALIVE <-> SENDING     : the process is pushing a message
	 *   ALIVE -> DEAD         : its own end, or a signal that ends it
	 *   + BY_SIGNAL           : somebody else ended it, and interrupts its thread
	 *   + INTERRUPTED         : the interrupter is done
	 *   + CLAIMED             : somebody has taken on the end-of-life broadcast
	 *   + TOLD                : everybody who had to know has been told
	 *   + RETURNED            : no thread runs code of this process any more
	 *
	 * A dead process can do nothing more. A send takes the word from ALIVE to SENDING and
	 * back, and whoever ends the process waits for the moment it is not SENDING. That is
	 * the fence: no message follows its sender's Down. (In between is one push, which
	 * takes no lock and does not block; nobody waits for it while holding a lock.) The
	 * other operations look at the word under the lock that they need anyway.
	 *
	 * Killing. Java cannot stop a thread. DEAD is final for everyone at once; a task tells
	 * links and monitors although the handler may still run (a "leftover"). Its thread is
	 * interrupted, and only as long as it runs this process: its slice says that it does
	 * from before the fence ahead of each run until before the fence with which it goes
	 * idle; the killer sets DEAD, and a fence later asks the slice. So either the killer
	 * sees that it does not run, or the runner sees DEAD and waits for INTERRUPTED before
	 * it lets go of the thread, which the scheduler then clears.
	 *
	 * Visibility. What the process wrote in one run it sees in the next, on whichever
	 * thread: the inbox word is written with volatile semantics at the end of a run and
	 * read at the start of the next. What a sender did before a send is visible to the
	 * handler in the same way.
	 */

	private static final int ALIVE = 0;

	private static final int SENDING = 1;

	private static final int DEAD = 2;

	private static final int BY_SIGNAL = 4;

	private static final int INTERRUPTED = 8;

	private static final int CLAIMED = 16;

	private static final int TOLD = 32;

	private static final int RETURNED = 64;

	private static final int LEFTOVER = 128;

	private static final VarHandle LIFE;

	private static final VarHandle RUNNER;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			LIFE = lookup.findVarHandle(ProcessCell.class, "life", int.class);
			RUNNER = lookup.findVarHandle(ProcessCell.class, "runner", Slice.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private static final MessageHandler NOTHING = new BodyHandler((self) -> {
	});

	// see the overview
	private volatile int life = ALIVE;

	// what this process ran on last; whether it still runs there is asked there
	private @Nullable Slice runner;

	// NOTHING once this has ended: whoever keeps the pid does not keep the state, here or
	// in what follows
	private MessageHandler handler;

	private final Kind kind;

	private final List<Pid> ancestors;

	private final int startedSeconds;

	private boolean started;

	// written by the owner, read by anybody
	private volatile boolean suspended;

	// the request that is being handled, see handleRequest
	private volatile @Nullable PendingReply current;

	ProcessCell(ProcessSystem system, long id, MessageHandler handler, SpawnOptions options, List<Pid> ancestors) {
		super(system, id, options.mailboxLimit());
		this.handler = handler;
		this.kind = system.scheduler().kind(handler.kind(), options.execution());
		this.ancestors = ancestors;
		this.trapExits = options.trapExits();
		this.startedSeconds = system.uptimeSeconds();
		if (!options.interruptible()) {
			extras().uninterruptible = true;
		}
		if (options.label() != null) {
			extras().label = options.label();
		}
	}

	/** A process that has always been dead: who signals from outside come from. */
	ProcessCell(ProcessSystem system) {
		super(system, 0, null);
		this.handler = NOTHING;
		this.kind = system.ownTasks();
		this.ancestors = List.of();
		this.startedSeconds = 0;
		close((left) -> {
		});
		this.exitReason = ExitReason.NOPROC;
		this.life = DEAD | CLAIMED | TOLD | RETURNED;
	}

	/**
	 * The process whose code the current thread runs. None once that code has returned:
	 * what is done then, telling listeners say, is nobody's.
	 */
	static @Nullable ProcessCell current() {
		Slice slice = Slice.current();
		return (slice != null && slice.running() instanceof ProcessCell cell) ? cell : null;
	}

	// --- running

	@Override
	public Kind kind() {
		return this.kind;
	}

	@Override
	public boolean teaches() {
		return this.started || this.handler.worksInStart();
	}

	@Override
	public boolean run(Slice slice) {
		if (this.runner != slice) {
			RUNNER.setOpaque(this, slice);
			VarHandle.fullFence();
		}
		while (true) {
			if (isAlive()) {
				try {
					runHandler(slice);
				}
				catch (Throwable thrown) {
					endBy(thrown);
				}
			}
			if (!isAlive()) {
				returned();
				return false;
			}
			boolean more;
			try {
				more = hasNext();
			}
			catch (Throwable thrown) {
				// the user's handleOnly
				endBy(thrown);
				continue;
			}
			leaveThread();
			if (more) {
				VarHandle.fullFence();
				if (isAlive()) {
					return true;
				}
				returned();
				return false;
			}
			if (becameIdle()) {
				awaitInterrupter();
				return false;
			}
			RUNNER.setOpaque(this, slice);
			slice.stay();
		}
	}

	private void runHandler(Slice slice) throws Exception {
		if (!this.started) {
			this.handler.start(this);
			this.started = true;
		}
		while (isAlive()) {
			Message only = onlyMessage();
			if (only != null && slice.next()) {
				takesInPlace();
				handleWhereItIs(only);
			}
			else if (takesAllInOrder()) {
				Message first = first();
				if (first == null || !handleList(first, slice)) {
					return;
				}
				continue;
			}
			else {
				Message message = takeNext(slice);
				if (message == null) {
					return;
				}
				handle(message);
			}
			countHandled(1);
		}
	}

	/**
	 * Handles what is in the list, in order. How far it got is written into this process
	 * once, at the end: senders write here, too, and would be in the way of each other.
	 * Meanwhile the slice counts, and a request that is being handled is still in the
	 * list, where whoever ends this process finds it.
	 * @return whether to go on; {@code false} if the slice is used up
	 */
	private boolean handleList(Message first, Slice slice) throws Exception {
		boolean returned = false;
		Message next = first;
		try {
			while (next != null && isAlive() && slice.next()) {
				Message message = next;
				next = message.next;
				slice.took();
				returned = false;
				handleWhereItIs(message);
				returned = true;
				if (slice.taken() == 0) {
					// the handler has received, or no longer wants all in order
					return true;
				}
			}
			return next == null;
		}
		finally {
			if (returned) {
				writeOff(slice, next);
			}
			else {
				writeOffInHandler();
			}
		}
	}

	private void writeOff(Slice slice, @Nullable Message next) {
		int taken = slice.taken();
		if (taken > 0) {
			slice.writtenOff();
			takeUpTo(next, taken);
		}
	}

	/** The same for a handler that is about to look into the list, or to change it. */
	private void writeOffInHandler() {
		Slice slice = this.runner;
		Message handled = following(null);
		if (slice == null || slice.taken() == 0 || handled == null) {
			return;
		}
		for (int i = 1; i < slice.taken() && handled.next != null; i++) {
			handled = handled.next;
		}
		if (handled.content instanceof PendingReply request) {
			// before it leaves the list
			this.current = request;
		}
		writeOff(slice, handled.next);
	}

	private void handle(Message message) throws Exception {
		if (message.content instanceof PendingReply request) {
			handleRequest(request);
		}
		else if (isAlive()) {
			this.handler.handle(message.content);
		}
	}

	/**
	 * Handles a message that stays where it is meanwhile, in the inbox or in the list,
	 * which saves taking it out. Whoever ends this process finds a request there.
	 */
	private void handleWhereItIs(Message message) throws Exception {
		this.handler.handle(message.content);
		if (message.content instanceof PendingReply request) {
			if (!request.isDone()) {
				rememberUnanswered(request);
			}
			if (this.current != null) {
				this.current = null;
			}
		}
	}

	/**
	 * Handles a request that has been taken out. When the handler fails, or somebody else
	 * ends this process meanwhile, it is in no list: so it is published before this
	 * process looks whether it is still alive, and whoever ends it looks for it after
	 * that.
	 */
	private void handleRequest(PendingReply request) throws Exception {
		this.current = request;
		if (!isAlive()) {
			undelivered(request, endReason());
			return;
		}
		this.handler.handle(request);
		if (!request.isDone()) {
			rememberUnanswered(request);
		}
		this.current = null;
	}

	/** As {@link #drain()}, while a message is being handled. */
	private boolean drainInHandler() {
		writeOffInHandler();
		Message handled = inPlace();
		if (handled != null && handled.content instanceof PendingReply request) {
			// before it leaves the place where whoever ends this process finds it
			this.current = request;
		}
		return drain();
	}

	private void rememberUnanswered(PendingReply reply) {
		synchronized (this) {
			if (this.exitReason == null) {
				Extras extras = extras();
				List<PendingReply> unanswered = extras.unanswered;
				if (unanswered == null) {
					unanswered = new ArrayList<>(1);
					extras.unanswered = unanswered;
				}
				if (unanswered.size() >= extras.purgeUnansweredAt) {
					unanswered.removeIf(PendingReply::isDone);
					extras.purgeUnansweredAt = Math.max(8, 2 * unanswered.size());
				}
				unanswered.add(reply);
				return;
			}
		}
		reply.complete(new PendingReply.Ended(this.exitReason));
	}

	// --- mailbox, for others

	/** The same for a message whose sender is about to wait for the answer. */
	void pushRequest(PendingReply request) {
		boolean wasIdle = pushed(wrap(request));
		request.isAtHand(isAtHand(wasIdle));
	}

	@Override
	void schedule() {
		system().scheduler().schedule(this);
	}

	@Override
	int takenInBatch() {
		Slice slice = (Slice) RUNNER.getAcquire(this);
		return (slice != null && slice.runs(this)) ? slice.taken() : 0;
	}

	@Override
	void wakeRunner() {
		Thread waiting = runningThread();
		if (waiting != null) {
			system().scheduler().unpark(waiting);
		}
	}

	// --- the fence

	@Override
	void enter() {
		while (!LIFE.compareAndSet(this, ALIVE, SENDING)) {
			if ((this.life & DEAD) != 0) {
				throw new ProcessKilledError(this);
			}
			// somebody uses this context from another thread at the same time
			Thread.onSpinWait();
		}
	}

	@Override
	void leave() {
		LIFE.setRelease(this, ALIVE);
	}

	@Override
	void ensureAlive() {
		if ((this.life & DEAD) != 0) {
			throw new ProcessKilledError(this);
		}
	}

	private void ensureCurrent() {
		ensureAlive();
		if (Task.current() != this) {
			throw new IllegalStateException("only process " + this + " itself may receive its messages, but "
					+ Thread.currentThread() + " tried to");
		}
	}

	// --- messages, for the process

	@Override
	public Pid self() {
		return this;
	}

	@Override
	public void send(Pid to, Object message) {
		ProcessCell receiver = (ProcessCell) to;
		enter();
		// what a process tells itself keeps it going
		boolean wasIdle = receiver.pushed((receiver == this) ? uncounted(message) : receiver.wrap(message));
		leave();
		if (wasIdle) {
			receiver.system().scheduler().schedule(receiver);
		}
	}

	void request(Pid to, PendingReply request) {
		ProcessCell receiver = (ProcessCell) to;
		enter();
		boolean wasIdle = receiver.pushed(receiver.wrap(request));
		leave();
		request.isAtHand(receiver.isAtHand(wasIdle));
	}

	// whether somebody is about to answer what was just pushed
	private boolean isAtHand(boolean wasIdle) {
		Scheduler scheduler = system().scheduler();
		return (wasIdle) ? scheduler.scheduleCalled(this) : scheduler.mayGlance();
	}

	@Override
	public TimerRef sendAfter(Duration delay, Pid to, Object message) {
		ensureAlive();
		return system().sendAfter(delay, to, message);
	}

	@Override
	public TimerRef sendAfter(Duration delay, Supplier<@Nullable Pid> to, Object message) {
		ensureAlive();
		return system().sendAfter(delay, to, message);
	}

	@Override
	public Object receive(Predicate<Object> match) {
		Object message = receive(match, Long.MAX_VALUE);
		if (message == null) {
			throw new IllegalStateException("a wait without limit ended without a message");
		}
		return message;
	}

	@Override
	public @Nullable Object receive(Predicate<Object> match, Duration limit) {
		return receive(match, Math.max(0, limit.toNanos()));
	}

	private @Nullable Object receive(Predicate<Object> match, long limitNanos) {
		ensureCurrent();
		Extras extras = this.extras;
		if (extras != null) {
			// positions may be taken away below
			extras.scanned = null;
		}
		boolean limited = limitNanos != Long.MAX_VALUE;
		long deadline = (limited) ? system().time().nanoTime() + limitNanos : 0;
		Message before = null;
		while (true) {
			if (drainInHandler()) {
				before = null;
			}
			ensureAlive();
			Message candidate;
			while ((candidate = following(before)) != null) {
				if (match.test(candidate.content)) {
					return taken(takeAfter(before).content);
				}
				before = candidate;
			}
			long left = (limited) ? deadline - system().time().nanoTime() : Long.MAX_VALUE;
			if (left <= 0) {
				return null;
			}
			if (beginsToWait()) {
				try {
					waitUntil(() -> !isWaiting(), left);
				}
				finally {
					endsToWait();
				}
			}
		}
	}

	private Object taken(Object content) {
		countHandled(1);
		if (content instanceof PendingReply reply) {
			rememberUnanswered(reply);
		}
		return content;
	}

	@Override
	public void sleep(Duration duration) {
		ensureCurrent();
		waitUntil(() -> false, Math.max(0, duration.toNanos()));
	}

	/** Makes the thread of this process wait; the end of the process ends it. */
	void waitUntil(BooleanSupplier done, long limitNanos) {
		ensureAlive();
		try {
			system().scheduler().await(() -> done.getAsBoolean() || !isAlive(), limitNanos);
		}
		catch (InterruptedException ex) {
			ensureAlive();
			throw new ErlangError("interrupted");
		}
		waited();
	}

	/** To wait is to receive, and what is received may end the process. */
	void waited() {
		ensureAlive();
		drainInHandler();
		ensureAlive();
	}

	@Override
	public void handleOnly(@Nullable Predicate<Object> match) {
		ensureAlive();
		writeOffInHandler();
		Extras extras = lockedExtras();
		extras.handleOnly = match;
		extras.scanned = null;
	}

	@Override
	public void suspended(boolean on) {
		this.suspended = on;
	}

	// --- links and monitors

	// --- exits

	@Override
	public ExitException exit(ExitReason reason) {
		throw new ExitException(reason);
	}

	// the reason is set, by this thread; from here on the process can do nothing more.
	// The
	// caller is in no operation of a process and holds no lock
	@Override
	void killed() {
		if (!markDead(DEAD | BY_SIGNAL)) {
			return;
		}
		// in the order of all volatile accesses: see "Killing" above
		VarHandle.fullFence();
		Thread running = runningThread();
		if (running != null && running != Thread.currentThread()) {
			Extras extras = this.extras;
			if (extras == null || !extras.uninterruptible) {
				running.interrupt();
			}
			else {
				// it may wait in receive() or for an answer, which ends all the same
				system().scheduler().unpark(running);
			}
		}
		LIFE.getAndBitwiseOr(this, INTERRUPTED);
		if (tookOnIdle()) {
			schedule();
		}
		else if (running != Thread.currentThread()) {
			// it runs, or will: do not wait for that
			system().scheduler().schedule(new EndOfLife(this));
		}
	}

	private boolean markDead(int bits) {
		while (true) {
			int seen = this.life;
			if ((seen & DEAD) != 0) {
				return false;
			}
			if (seen == ALIVE && LIFE.compareAndSet(this, ALIVE, bits)) {
				return true;
			}
			// a push, which neither blocks nor gives up its carrier, is almost done
			Thread.onSpinWait();
		}
	}

	/** The process ends by itself: it returned, exited or crashed. */
	private void endBy(Throwable thrown) {
		ExitReason reason = ExitReason.crash(thrown);
		boolean bySignal;
		synchronized (this) {
			// a signal may have been faster
			bySignal = this.exitReason != null;
			if (!bySignal) {
				this.exitReason = reason;
			}
		}
		if (markDead(DEAD) && !bySignal && reason.isAbnormal()) {
			// its code has returned: what the listener sends is not sent by this process
			leaveThread();
			report(reason, thrown);
		}
	}

	private void report(ExitReason reason, Throwable thrown) {
		int depth = mailboxDepth();
		List<Pid> linked;
		synchronized (this) {
			linked = linked();
		}
		system().report(new CrashReport(this, registeredName(), label(), this.kind.name(), reason, thrown,
				this.ancestors, depth, linked, this.trapExits));
	}

	@Override
	public boolean isAlive() {
		return (this.life & DEAD) == 0;
	}

	/** Somebody has taken on to tell everybody of its end, or has done so. */
	@Override
	boolean hasBegunToEnd() {
		return (this.life & CLAIMED) != 0;
	}

	/** Somebody has ended it and it has told nobody yet. */
	@Override
	boolean isEnding() {
		return (this.life & (BY_SIGNAL | CLAIMED)) == BY_SIGNAL;
	}

	/** The thread that runs this process just now. */
	private @Nullable Thread runningThread() {
		Slice slice = (Slice) RUNNER.getAcquire(this);
		return (slice != null && slice.runs(this)) ? slice.thread() : null;
	}

	/** Says, by the thread that runs it, that it does no longer. */
	private void leaveThread() {
		Slice slice = this.runner;
		if (slice != null) {
			slice.leave();
			if (!slice.isLasting()) {
				RUNNER.setOpaque(this, null);
			}
		}
	}

	@Override
	public void lost() {
		awaitInterrupter();
	}

	private void awaitInterrupter() {
		int seen = this.life;
		while ((seen & BY_SIGNAL) != 0 && (seen & INTERRUPTED) == 0) {
			// what is waited for may be a virtual thread, which may need this one's
			// carrier;
			// an interrupt is what is to be discarded here
			Thread.interrupted();
			LockSupport.parkNanos(this, 10_000);
			seen = this.life;
		}
	}

	/** The runner is done with a dead process: clears up what it alone may touch. */
	private void returned() {
		leaveThread();
		VarHandle.fullFence();
		awaitInterrupter();
		endOfLife();
		// what this took from the inbox while somebody else ended it
		ExitReason reason = endReason();
		forEachInList((content) -> safely(() -> undelivered(content, reason)));
		int before = (int) LIFE.getAndBitwiseOr(this, RETURNED);
		if ((before & LEFTOVER) != 0) {
			system().table().leftoverReturned(this);
		}
		if ((before & TOLD) != 0) {
			ended();
		}
	}

	/**
	 * Tells everybody, once: releases what the process owned, then the mailbox, links and
	 * monitors.
	 */
	void endOfLife() {
		if (((int) LIFE.getAndBitwiseOr(this, CLAIMED) & CLAIMED) != 0) {
			return;
		}
		ExitReason reason = endReason();
		Object links;
		Object watchers;
		List<OwnedResource> resources = List.of();
		List<PendingReply> unanswered = null;
		Set<Monitor> watching = null;
		synchronized (this) {
			links = this.links;
			this.links = null;
			watchers = this.watchers;
			this.watchers = null;
			Extras extras = this.extras;
			if (extras != null) {
				resources = extras.disownAll();
				unanswered = extras.unanswered;
				extras.unanswered = null;
				watching = extras.watching;
				extras.watching = null;
			}
		}
		resources.forEach((resource) -> safely(() -> resource.release(this)));
		system().table().remove(this);
		close((content) -> safely(() -> undelivered(content, reason)));
		if (unanswered != null) {
			unanswered.forEach((reply) -> safely(() -> undelivered(reply, reason)));
		}
		PendingReply current = this.current;
		if (current != null) {
			safely(() -> undelivered(current, reason));
		}
		if (watching != null) {
			forgetTargets(watching);
		}
		if (links != null) {
			forEachLinked(links, (peer) -> peer.exitSignal(this, reason, /* fromLink= */ true));
		}
		if (watchers != null) {
			tell(watchers, reason);
		}
		safely(() -> this.handler.gone(this, reason));
		boolean leftover = runningThread() != null;
		if (leftover) {
			system().table().leftoverFound(this);
		}
		system().finished();
		int before = (int) LIFE.getAndBitwiseOr(this, (leftover) ? TOLD | LEFTOVER : TOLD);
		if ((before & RETURNED) != 0) {
			if (leftover) {
				system().table().leftoverReturned(this);
			}
			ended();
		}
	}

	// everybody has been told and no thread runs it any more
	private void ended() {
		forgetList();
		safely(() -> this.handler.ended(endReason()));
		this.handler = NOTHING;
		this.current = null;
		if (this.extras != null) {
			this.extras.forgetMailbox();
		}
		RUNNER.setOpaque(this, null);
	}

	/** What others have hung on the end of this process must not keep it from ending. */
	@Override
	void safely(Runnable action) {
		try {
			action.run();
		}
		catch (RuntimeException | Error ex) {
			system().hookFailed(this, ex);
		}
	}

	// --- what it owns

	/** Ties a resource to this process; {@code false} if it has ended. */
	boolean own(OwnedResource resource) {
		synchronized (this) {
			if (!isAlive()) {
				return false;
			}
			extras().own(resource);
			return true;
		}
	}

	void disown(OwnedResource resource) {
		synchronized (this) {
			if (this.extras != null) {
				this.extras.disown(resource);
			}
		}
	}

	/** The oldest resource of a type that it owns, if there is one. */
	<R extends OwnedResource> @Nullable R owned(Class<R> type) {
		synchronized (this) {
			if (this.extras != null) {
				for (OwnedResource resource : this.extras.owned()) {
					if (type.isInstance(resource)) {
						return type.cast(resource);
					}
				}
			}
			return null;
		}
	}

	@Nullable String registeredName() {
		synchronized (this) {
			if (this.extras != null) {
				for (OwnedResource resource : this.extras.owned()) {
					if (resource.registeredName() != null) {
						return resource.registeredName();
					}
				}
			}
			return null;
		}
	}

	// --- other processes

	@Override
	public Pid spawn(ProcessBody body, SpawnOptions options) {
		return spawn(new BodyHandler(body), options);
	}

	@Override
	public Pid spawnLink(ProcessBody body, SpawnOptions options) {
		return spawnLink(new BodyHandler(body), options);
	}

	@Override
	public Monitored spawnMonitor(ProcessBody body, SpawnOptions options) {
		return spawnMonitor(new BodyHandler(body), options);
	}

	@Override
	public Pid spawn(MessageHandler handler, SpawnOptions options) {
		return spawn(handler, options, (child) -> {
		});
	}

	@Override
	public Pid spawnLink(MessageHandler handler, SpawnOptions options) {
		return spawn(handler, options, (child) -> child.linkWithParent(this));
	}

	@Override
	public Monitored spawnMonitor(MessageHandler handler, SpawnOptions options) {
		Ref[] monitor = new Ref[1];
		Pid pid = spawn(handler, options, (child) -> monitor[0] = monitorChild(child));
		return new Monitored(pid, monitor[0]);
	}

	private Pid spawn(MessageHandler handler, SpawnOptions options, Consumer<ProcessCell> beforeStart) {
		ensureAlive();
		return system().spawn(handler, options, childAncestors(), beforeStart);
	}

	private List<Pid> childAncestors() {
		Extras extras = lockedExtras();
		List<Pid> known = extras.childAncestors;
		if (known == null) {
			known = new ArrayList<>(this.ancestors.size() + 1);
			known.add(this);
			known.addAll(this.ancestors);
			known = List.copyOf(known);
			extras.childAncestors = known;
		}
		return known;
	}

	@Override
	public @Nullable Pid parent() {
		return (this.ancestors.isEmpty()) ? null : this.ancestors.get(0);
	}

	@Override
	public List<Pid> ancestors() {
		return this.ancestors;
	}

	@Override
	public void label(String label) {
		lockedExtras().label = label;
	}

	@Nullable String label() {
		Extras extras = this.extras;
		return (extras != null) ? extras.label : null;
	}

	// --- figures, for anybody

	ProcessInfo info() {
		synchronized (this) {
			Extras extras = this.extras;
			return new ProcessInfo(this, registeredName(), label(), this.kind.name(), this.kind.execution(),
					this.ancestors, status(), mailboxDepth(), messagesHandled(), mailboxLimit(), messagesDropped(),
					linked(), (extras != null && extras.watching != null) ? extras.watching.size() : 0, watcherCount(),
					this.trapExits, system().instant(this.startedSeconds));
		}
	}

	MailboxReport mailboxReport(MailboxReport.State state, int mark) {
		return new MailboxReport(this, registeredName(), label(), this.kind.name(), state, mailboxDepth(), mark,
				mailboxLimit(), messagesDropped());
	}

	MessageHandler handler() {
		return this.handler;
	}

	ProcessInfo.Status status() {
		if (!isAlive()) {
			return ProcessInfo.Status.ENDED;
		}
		if (this.suspended) {
			return ProcessInfo.Status.SUSPENDED;
		}
		if (isIdle() || isWaiting()) {
			return ProcessInfo.Status.WAITING;
		}
		return (runningThread() != null) ? ProcessInfo.Status.RUNNING : ProcessInfo.Status.RUNNABLE;
	}

	/** A stack trace of the thread that runs it, if one does. */
	StackTraceElement[] stack() {
		Thread running = runningThread();
		return (running != null) ? running.getStackTrace() : new StackTraceElement[0];
	}

}
