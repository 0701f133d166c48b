package dev.javaotp.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.javaotp.scheduler.Execution;
import dev.javaotp.scheduler.Kind;
import dev.javaotp.scheduler.Scheduler;
import dev.javaotp.scheduler.Slice;
import dev.javaotp.scheduler.Task;
import org.jspecify.annotations.Nullable;

/**
 * The engine: one process, its mailbox, its links and monitors, and its end.
 */
final class ProcessCell extends Pid implements Task, ProcessContext {

	/*-
	 * Overview.
	 *
	 * A process is this one object. Others touch it in three ways, each with its own word:
	 *
	 * The inbox. Senders push onto a stack with one compare-and-set; the owner takes all
	 * of it at once and turns it round into its private list, "head" to "tail". Where the
	 * stack is empty it holds a mark that says what the process is doing, so that the push
	 * that ends the emptiness also learns whom to wake, in the same step:
	 *
	 *   idle (null) -> message: the sender schedules the process
	 *   BUSY -> message       : scheduled or running already, nothing to do
	 *   WAITING -> message    : the sender wakes the thread that waits in receive()
	 *   message -> BUSY       : the owner drains
	 *   BUSY -> idle          : the owner found nothing more; fails if something came
	 *   message -> idle       : the same, after it was handled in place
	 *   BUSY <-> WAITING      : the owner begins and ends to wait in receive()
	 *   anything -> CLOSED    : the process has ended, what comes is dropped
	 *
	 * So an idle process has no mailbox at all, and going to sleep cannot miss a message.
	 * A message that comes alone, as most do, is handled where it is: it stays in the inbox
	 * as the mark that the process is busy, and "inPlace" says that it is no longer
	 * waiting. That saves an atomic operation and half a dozen writes of references, each
	 * of which tells the garbage collector.
	 * Messages that come together are handled where they are, too: the list is written
	 * off once for a batch of them, and until then the slice counts.
	 *
	 * A mailbox with a limit has a "watch" that counts what is in it; there the depth of
	 * a message says nothing and no message is handled in place.
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
	 * The lock (synchronized on this) guards links, monitors, aliases and what the process
	 * owns. It is held for a few instructions. Two locks are taken at once only to link
	 * and unlink, in the order of the process numbers, so that a link is there on both
	 * sides or on neither. All signals but messages take effect at once, in the thread of
	 * whoever sends them, which trivially keeps them in order with the messages. What
	 * comes by a monitor, an alias or a trapped exit signal is a message, and is looked at
	 * again when the owner takes it over: only then is the monitor or the link gone, as in
	 * Erlang.
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

	private static final VarHandle INBOX;

	private static final VarHandle LIFE;

	private static final VarHandle RUNNER;

	private static final VarHandle QUEUED;

	private static final VarHandle HANDLED;

	private static final VarHandle WATCH;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			INBOX = lookup.findVarHandle(ProcessCell.class, "inbox", Message.class);
			LIFE = lookup.findVarHandle(ProcessCell.class, "life", int.class);
			RUNNER = lookup.findVarHandle(ProcessCell.class, "runner", Slice.class);
			QUEUED = lookup.findVarHandle(ProcessCell.class, "queued", int.class);
			HANDLED = lookup.findVarHandle(ProcessCell.class, "handled", long.class);
			WATCH = lookup.findVarHandle(ProcessCell.class, "watch", MailboxWatch.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private static final MessageHandler NOTHING = new BodyHandler((self) -> {
	});

	// see the overview; starts busy, since a new process is scheduled at once
	private volatile @Nullable Message inbox = Message.BUSY;

	// see the overview
	private volatile int life = ALIVE;

	// what this process ran on last; whether it still runs there is asked there
	private @Nullable Slice runner;

	// owner writes: the message at the bottom of the inbox is being handled, or is done
	private boolean inPlace;

	// NOTHING once this has ended: whoever keeps the pid does not keep the state
	private MessageHandler handler;

	private final Kind kind;

	private final List<Pid> ancestors;

	// the mailbox as far as the owner has taken it over
	private @Nullable Message head;

	private @Nullable Message tail;

	// length of that list; written by the owner, read by anybody
	private int queued;

	// messages handled; written by the owner, read by anybody
	private long handled;

	// there from the start with a limit, otherwise from when the mailbox is long for the
	// first time
	private @Nullable MailboxWatch watch;

	private final int startedSeconds;

	private boolean started;

	// written by the owner under the lock
	private boolean trapExits;

	// written by the owner, read by anybody
	private volatile boolean suspended;

	// guarded by the lock: null, the one linked process, or a PidSet
	private @Nullable Object links;

	// guarded by the lock: set once, the beginning of the end. The process is dead a
	// moment
	// later, when its life word says so; until then it can still send, so nobody may be
	// told
	// that it is dead, and whoever links or monitors it is told with the others
	private @Nullable ExitReason exitReason;

	// guarded by the lock: null, the one who wants to be told of the end, or a set of
	// them
	private @Nullable Object watchers;

	// the request that is being handled, see handleRequest
	private volatile @Nullable PendingReply current;

	// what most processes do without; created under the lock
	private @Nullable Extras extras;

	/**
	 * What most processes do without. Guarded by the cell's lock unless said otherwise.
	 * Who needs one of these does without the rest, as a rule.
	 */
	private static final class Extras {

		// these three are null until there is the first of them

		@Nullable Set<Monitor> watching;

		@Nullable List<OwnedResource> resources;

		// taken from the mailbox, not answered yet
		@Nullable List<PendingReply> unanswered;

		int purgeUnansweredAt = 8;

		volatile @Nullable String label;

		// owner only
		@Nullable Predicate<Object> handleOnly;

		// owner only: up to here no message matches handleOnly
		@Nullable Message scanned;

		// owner only: what children start with
		@Nullable List<Pid> childAncestors;

		// set before the process starts
		boolean uninterruptible;

	}

	ProcessCell(ProcessSystem system, long id, MessageHandler handler, SpawnOptions options, List<Pid> ancestors) {
		super(system, id);
		this.handler = handler;
		this.kind = system.scheduler().kind(handler.kind(), options.execution());
		this.ancestors = ancestors;
		this.trapExits = options.trapExits();
		this.startedSeconds = system.uptimeSeconds();
		if (options.mailboxLimit() != null) {
			this.watch = new MailboxWatch(this, options.mailboxLimit());
		}
		if (!options.interruptible()) {
			extras().uninterruptible = true;
		}
		if (options.label() != null) {
			extras().label = options.label();
		}
	}

	/** A process that has always been dead: who signals from outside come from. */
	ProcessCell(ProcessSystem system) {
		super(system, 0);
		this.handler = NOTHING;
		this.kind = system.scheduler().kind(ProcessSystem.class, Execution.AUTO);
		this.ancestors = List.of();
		this.startedSeconds = 0;
		this.inbox = Message.CLOSED;
		this.exitReason = ExitReason.NOPROC;
		this.life = DEAD | CLAIMED | TOLD | RETURNED;
	}

	/**
	 * The process whose code the current thread runs. None once that code has returned:
	 * what is done then, telling listeners say, is nobody's.
	 */
	static @Nullable ProcessCell current() {
		return (Task.current() instanceof ProcessCell cell && cell.runningThread() == Thread.currentThread()) ? cell
				: null;
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
				more = nextIsThere() || ((int) QUEUED.get(this) == 0 && !inboxIsDone());
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
				this.inPlace = true;
				handleWhereItIs(only);
			}
			else if (takesAllInOrder()) {
				if (this.head == null && !inboxIsDone()) {
					drain();
				}
				if (this.head == null || !handleList(slice)) {
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
			HANDLED.setOpaque(this, this.handled + 1);
		}
	}

	private boolean takesAllInOrder() {
		Extras extras = this.extras;
		return (extras == null || extras.handleOnly == null) && limit() == null;
	}

	/**
	 * Handles what is in the list, in order. How far it got is written into this process
	 * once, at the end: senders write here, too, and would be in the way of each other.
	 * Meanwhile the slice counts, and a request that is being handled is still in the
	 * list, where whoever ends this process finds it.
	 * @return whether to go on; {@code false} if the slice is used up
	 */
	private boolean handleList(Slice slice) throws Exception {
		boolean returned = false;
		Message next = this.head;
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
		if (taken == 0) {
			return;
		}
		this.head = next;
		if (next == null) {
			this.tail = null;
		}
		slice.writtenOff();
		QUEUED.setRelease(this, this.queued - taken);
		HANDLED.setOpaque(this, this.handled + taken);
		MailboxWatch watch = this.watch;
		if (watch != null) {
			watch.look();
		}
	}

	/** The same for a handler that is about to look into the list, or to change it. */
	private void writeOffInHandler() {
		Slice slice = this.runner;
		Message handled = this.head;
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
	 * The message in the inbox, if it is the only one there is and may be handled without
	 * a look at others.
	 */
	private @Nullable Message onlyMessage() {
		Message seen = this.inbox;
		if (seen == null || seen.depth != 1 || this.inPlace || this.head != null
				|| seen instanceof Message.Conditional) {
			return null;
		}
		Extras extras = this.extras;
		return (extras == null || extras.handleOnly == null) ? seen : null;
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

	/** Whether there is nothing in the inbox that has not been handled. */
	private boolean inboxIsDone() {
		Message seen = this.inbox;
		return seen == Message.BUSY || (this.inPlace && seen != null && seen.depth == 1);
	}

	/** Lets go of this process, unless something has come. */
	private boolean becameIdle() {
		Message seen = this.inbox;
		if (seen != Message.BUSY && !inboxIsDone()) {
			return false;
		}
		boolean wasInPlace = this.inPlace;
		this.inPlace = false;
		if (INBOX.compareAndSet(this, seen, Message.IDLE)) {
			return true;
		}
		this.inPlace = wasInPlace;
		return false;
	}

	private @Nullable Message takeNext(Slice slice) {
		Extras extras = this.extras;
		if (extras != null && extras.handleOnly != null) {
			Message before = findMatch(extras, extras.handleOnly);
			return (before != NO_MATCH && slice.next()) ? takeAfter(before) : null;
		}
		if ((this.head == null && !inboxIsDone()) || isOverfull()) {
			drain();
		}
		return (this.head != null && slice.next()) ? takeAfter(null) : null;
	}

	private boolean nextIsThere() {
		Extras extras = this.extras;
		if (extras != null && extras.handleOnly != null) {
			return findMatch(extras, extras.handleOnly) != NO_MATCH;
		}
		return this.head != null;
	}

	private static final Message NO_MATCH = new Message("no match");

	/** The message before the first that matches, {@code null} if that is the first. */
	private @Nullable Message findMatch(Extras extras, Predicate<Object> match) {
		drain();
		Message before = extras.scanned;
		while (true) {
			Message candidate = (before == null) ? this.head : before.next;
			if (candidate == null) {
				return NO_MATCH;
			}
			if (match.test(candidate.content)) {
				return before;
			}
			before = candidate;
			extras.scanned = candidate;
		}
	}

	private Message takeAfter(@Nullable Message before) {
		Message taken = (before == null) ? this.head : before.next;
		if (taken == null) {
			throw new IllegalStateException("nothing to take");
		}
		if (before == null) {
			this.head = taken.next;
		}
		else {
			before.next = taken.next;
		}
		if (taken == this.tail) {
			this.tail = before;
		}
		QUEUED.setRelease(this, this.queued - 1);
		if (this.watch != null) {
			this.watch.left(taken);
		}
		return taken;
	}

	/** Whether messages that are in the mailbox were given up for newer ones. */
	private boolean isOverfull() {
		return this.watch != null && this.watch.excess() > 0;
	}

	/**
	 * Takes over what has come, oldest first; whether something else was taken out, too.
	 */
	private boolean drain() {
		MailboxWatch limit = limit();
		if (limit == null) {
			append(emptyInbox());
			return false;
		}
		limit.lock();
		Message newest = emptyInbox();
		limit.unlock();
		append(newest);
		return dropOldest(limit);
	}

	private @Nullable Message emptyInbox() {
		Message newest = this.inbox;
		while (newest != Message.BUSY && newest != Message.CLOSED) {
			Message witness = (Message) INBOX.compareAndExchange(this, newest, Message.BUSY);
			if (witness == newest) {
				return newest;
			}
			newest = witness;
		}
		return null;
	}

	/** Takes out what was given up for newer messages. */
	private boolean dropOldest(MailboxWatch limit) {
		int excess = limit.excess();
		if (excess == 0) {
			return false;
		}
		List<PendingReply> requests = new ArrayList<>();
		Message before = null;
		for (Message candidate = this.head; excess > 0 && candidate != null; candidate = candidate.next) {
			if (!candidate.counts()) {
				before = candidate;
				continue;
			}
			takeAfter(before);
			excess--;
			limit.dropped(1);
			if (candidate.content instanceof PendingReply request) {
				requests.add(request);
			}
			if (this.extras != null && this.extras.scanned == candidate) {
				this.extras.scanned = before;
			}
		}
		requests.forEach((request) -> request.complete(limit.rejected()));
		return true;
	}

	/** As {@link #drain()}, while a message is being handled. */
	private boolean drainInHandler() {
		writeOffInHandler();
		if (this.inPlace) {
			// before it leaves the place where whoever ends this process finds it
			for (Message message = this.inbox; message != null; message = message.next) {
				if (message.next == null && message.content instanceof PendingReply request) {
					this.current = request;
				}
			}
		}
		return drain();
	}

	private void append(@Nullable Message newest) {
		if (newest == null || newest.isMark()) {
			return;
		}
		int count = 0;
		boolean awaited = false;
		boolean conditional = false;
		Message last = newest;
		Message first = null;
		for (Message message = newest; message != null;) {
			awaited |= message.content instanceof PendingReply;
			conditional |= message instanceof Message.Conditional;
			Message older = message.next;
			message.next = first;
			first = message;
			message = older;
			count++;
		}
		if (this.inPlace && first != null) {
			// the oldest has been handled there
			this.inPlace = false;
			first = first.next;
			count--;
		}
		if (first == null) {
			return;
		}
		if (conditional) {
			first = withoutEnded(first);
			if (first == null) {
				return;
			}
			last = first;
			count = 1;
			while (last.next != null) {
				last = last.next;
				count++;
			}
		}
		if (this.tail == null) {
			this.head = first;
		}
		else {
			this.tail.next = first;
		}
		this.tail = last;
		QUEUED.setRelease(this, this.queued + count);
		MailboxWatch limit = limit();
		if (limit != null) {
			limit.holds(first);
		}
		else {
			look(0);
		}
		if (awaited) {
			// before the next look whether this is alive: whoever ends it finds these
			// requests in the list, or is seen before anything is handled
			VarHandle.fullFence();
		}
	}

	/** What is left without that which came by monitors and aliases that have ended. */
	private @Nullable Message withoutEnded(@Nullable Message first) {
		Message kept = null;
		Message last = null;
		for (Message message = first; message != null; message = message.next) {
			if (message instanceof Message.Conditional conditional && !takes(conditional)) {
				undelivered(message.content, ExitReason.NOPROC);
				if (this.watch != null) {
					this.watch.left(message);
				}
				continue;
			}
			if (last == null) {
				kept = message;
			}
			else {
				last.next = message;
			}
			last = message;
		}
		if (last != null) {
			last.next = null;
		}
		return kept;
	}

	/** Whether a message counts; what it ends, being the first one, ends now. */
	private boolean takes(Message.Conditional message) {
		return switch (message.source) {
			case Monitor monitor -> {
				synchronized (this) {
					yield endMonitor(monitor);
				}
			}
			case Alias alias -> takesBy(alias);
			case Message.Conditional.ExitSignal kind -> takesExit((Exit) message.content, kind);
			default -> throw new IllegalStateException("no source of messages: " + message.source);
		};
	}

	private boolean takesBy(Alias alias) {
		Monitor ended = null;
		synchronized (this) {
			if (!alias.isActive()) {
				return false;
			}
			switch (alias.mode()) {
				case REPLY -> alias.deactivate();
				case REPLY_DEMONITOR -> {
					alias.deactivate();
					ended = (Monitor) alias.ref();
					stopWatching(ended);
				}
				case EXPLICIT_UNALIAS, DEMONITOR -> {
				}
			}
		}
		if (ended != null && ended.target != null) {
			ended.target.forget(ended);
		}
		return true;
	}

	// it was trapped when it was sent; the process may have changed its mind
	private boolean takesExit(Exit exit, Message.Conditional.ExitSignal kind) {
		synchronized (this) {
			boolean ofLink = kind == Message.Conditional.ExitSignal.OF_LINK;
			if (this.exitReason != null || (ofLink && !removeLink((ProcessCell) exit.from()))) {
				return false;
			}
			if (this.trapExits) {
				return true;
			}
			if (exit.reason().isNormal()) {
				return false;
			}
			this.exitReason = exit.reason();
		}
		killed();
		return false;
	}

	// under the lock: a monitor takes its alias with it; false if it had ended before
	private boolean endMonitor(Monitor monitor) {
		boolean active = stopWatching(monitor);
		Alias alias = monitor.alias;
		if (active && alias != null && alias.mode() != Alias.Mode.EXPLICIT_UNALIAS) {
			alias.deactivate();
		}
		return active;
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

	/** Puts a message into the mailbox; called by any thread. */
	void push(Object content) {
		if (pushed(wrap(content))) {
			system().scheduler().schedule(this);
		}
	}

	/** The same for what the mailbox takes whatever its limit. */
	void pushUncounted(Object content) {
		if (pushed(uncounted(content))) {
			system().scheduler().schedule(this);
		}
	}

	/** The same for a message whose sender is about to wait for the answer. */
	void pushRequest(PendingReply request) {
		boolean wasIdle = pushed(wrap(request));
		request.isAtHand(isAtHand(wasIdle));
	}

	private Message wrap(Object content) {
		MailboxWatch limit = limit();
		return (limit != null) ? limit.wrap(content) : new Message(content);
	}

	private Message uncounted(Object content) {
		return (limit() != null) ? new Message.Uncounted(content) : new Message(content);
	}

	private @Nullable MailboxWatch limit() {
		MailboxWatch watch = this.watch;
		return (watch != null && watch.isLimited()) ? watch : null;
	}

	// true if the process was idle and has to be scheduled
	private boolean pushed(Message message) {
		MailboxWatch limit = limit();
		if (limit != null && !limit.admits(message)) {
			return false;
		}
		while (true) {
			Message seen = this.inbox;
			if (seen == Message.CLOSED) {
				undelivered(message.content, ExitReason.NOPROC);
				return false;
			}
			if (seen == null || seen.isMark()) {
				message.next = null;
				message.depth = 1;
			}
			else {
				message.next = seen;
				message.depth = seen.depth + 1;
			}
			if (limit != null) {
				message.depth = Message.COUNTED_ELSEWHERE;
			}
			if (INBOX.compareAndSet(this, seen, message)) {
				if (seen == Message.WAITING) {
					wakeRunner();
				}
				if (message.depth > 1 && limit == null) {
					look(message.depth);
				}
				return seen == Message.IDLE;
			}
		}
	}

	private void look(int arrived) {
		if (arrived + (int) QUEUED.getOpaque(this) > system().longMailbox()) {
			watched().is(MailboxReport.State.LONG);
		}
	}

	private MailboxWatch watched() {
		MailboxWatch watch = this.watch;
		if (watch != null) {
			return watch;
		}
		MailboxWatch fresh = new MailboxWatch(this, null);
		MailboxWatch known = (MailboxWatch) WATCH.compareAndExchange(this, null, fresh);
		return (known != null) ? known : fresh;
	}

	MailboxReport mailboxReport(MailboxReport.State state, int mark) {
		return new MailboxReport(this, registeredName(), label(), this.kind.name(), state, mailboxDepth(), mark,
				mailboxLimit(), messagesDropped());
	}

	/** What is in the inbox, newest first, if it is closed or empty nothing. */
	@Nullable Message arrived() {
		Message seen = this.inbox;
		return (seen == null || seen.isMark()) ? null : seen;
	}

	private void wakeRunner() {
		Thread waiting = runningThread();
		if (waiting != null) {
			system().scheduler().unpark(waiting);
		}
	}

	private static void undelivered(Object content, ExitReason reason) {
		if (content instanceof PendingReply reply) {
			reply.complete(new PendingReply.Ended(reason));
		}
	}

	@Override
	public int mailboxDepth() {
		Message seen = this.inbox;
		MailboxWatch limit = limit();
		if (limit != null) {
			return (seen != Message.CLOSED) ? limit.depth() : 0;
		}
		int arrived = (seen != null) ? seen.depth : 0;
		if (arrived > 0 && this.inPlace) {
			arrived--;
		}
		Slice slice = (Slice) RUNNER.getAcquire(this);
		int taken = (slice != null && slice.runs(this)) ? slice.taken() : 0;
		return Math.max(0, (int) QUEUED.getAcquire(this) - taken) + arrived;
	}

	// --- the fence

	private void enter() {
		while (!LIFE.compareAndSet(this, ALIVE, SENDING)) {
			if ((this.life & DEAD) != 0) {
				throw new ProcessKilledError(this);
			}
			// somebody uses this context from another thread at the same time
			Thread.onSpinWait();
		}
	}

	private void leave() {
		LIFE.setRelease(this, ALIVE);
	}

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
	public void send(Alias to, Object message) {
		to.owner().receiveByAlias(to, message, this);
	}

	void receiveByAlias(Alias alias, Object message, @Nullable ProcessCell sender) {
		boolean wasIdle;
		synchronized (this) {
			if (sender != null) {
				sender.ensureAlive();
			}
			// else it is dropped now, not when it is taken over
			if (!alias.isActive() || this.exitReason != null) {
				undelivered(message, ExitReason.NOPROC);
				return;
			}
			if (sender != null) {
				sender.enter();
			}
			wasIdle = pushed(new Message.Conditional(message, alias));
			if (sender != null) {
				sender.leave();
			}
		}
		if (wasIdle) {
			system().scheduler().schedule(this);
		}
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
			while ((candidate = (before == null) ? this.head : before.next) != null) {
				if (match.test(candidate.content)) {
					return taken(takeAfter(before).content);
				}
				before = candidate;
			}
			long left = (limited) ? deadline - system().time().nanoTime() : Long.MAX_VALUE;
			if (left <= 0) {
				return null;
			}
			if (INBOX.compareAndSet(this, Message.BUSY, Message.WAITING)) {
				try {
					waitUntil(() -> this.inbox != Message.WAITING, left);
				}
				finally {
					INBOX.compareAndSet(this, Message.WAITING, Message.BUSY);
				}
			}
		}
	}

	private Object taken(Object content) {
		HANDLED.setOpaque(this, this.handled + 1);
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

	@Override
	public void link(Pid pid) {
		ProcessCell peer = (ProcessCell) pid;
		if (peer.system() != system()) {
			throw new IllegalArgumentException(
					"process " + this + " of system " + system().nodeName() + " cannot be linked with " + peer
							+ " of system " + peer.system().nodeName() + ": links do not cross systems");
		}
		ensureAlive();
		if (peer == this || linkBoth(peer)) {
			return;
		}
		synchronized (this) {
			if (!this.trapExits) {
				throw new ErlangError("noproc");
			}
		}
		pushUncounted(new Exit(peer, ExitReason.NOPROC));
	}

	private boolean linkBoth(ProcessCell peer) {
		ProcessCell first = (id() < peer.id()) ? this : peer;
		ProcessCell second = (first == this) ? peer : this;
		synchronized (first) {
			synchronized (second) {
				ensureAlive();
				if (isLinked(peer)) {
					// if it is dead, too: then its exit signal is on its way
					return true;
				}
				if (peer.isEnding()) {
					// told nobody yet, and will not tell this one with its own reason
					addLink(peer);
					pushed(exitMessage(peer, ExitReason.NOPROC, /* fromLink= */ true));
					return true;
				}
				if (!peer.isAlive()) {
					return false;
				}
				addLink(peer);
				peer.addLink(this);
				return true;
			}
		}
	}

	/** Links a process that nobody knows yet with its parent, which is starting it. */
	void linkWithParent(ProcessCell parent) {
		addLink(parent);
		synchronized (parent) {
			parent.ensureAlive();
			parent.addLink(this);
		}
	}

	@Override
	public void unlink(Pid pid) {
		ProcessCell peer = (ProcessCell) pid;
		ensureAlive();
		ProcessCell first = (id() < peer.id()) ? this : peer;
		ProcessCell second = (first == this) ? peer : this;
		synchronized (first) {
			synchronized (second) {
				if (removeLink(peer)) {
					peer.removeLink(this);
				}
			}
		}
	}

	private void addLink(ProcessCell peer) {
		if (this.links == null) {
			this.links = peer;
		}
		else if (this.links instanceof PidSet set) {
			set.add(peer);
		}
		else if (this.links != peer) {
			PidSet set = new PidSet();
			set.add((ProcessCell) this.links);
			set.add(peer);
			this.links = set;
		}
	}

	private boolean isLinked(ProcessCell peer) {
		return (this.links instanceof PidSet set) ? set.contains(peer) : this.links == peer;
	}

	private boolean removeLink(ProcessCell peer) {
		if (this.links instanceof PidSet set) {
			return set.remove(peer);
		}
		boolean linked = this.links == peer;
		if (linked) {
			this.links = null;
		}
		return linked;
	}

	@Override
	public Ref monitor(@Nullable Pid pid, Object process) {
		Monitor monitor = new Monitor(this, (ProcessCell) pid, process);
		monitor(monitor);
		return monitor;
	}

	@Override
	public Alias monitor(@Nullable Pid pid, Object process, Alias.Mode mode) {
		Monitor monitor = new Monitor(this, (ProcessCell) pid, process);
		Alias alias = new Alias(this, mode, monitor);
		monitor.alias = alias;
		monitor(monitor);
		return alias;
	}

	private void monitor(Monitor monitor) {
		if (monitor.target == this) {
			// as in Erlang: nobody monitors himself, nor has an alias by that
			if (monitor.alias != null) {
				monitor.alias.deactivate();
			}
			ensureAlive();
			return;
		}
		synchronized (this) {
			ensureAlive();
			startWatching(monitor);
		}
		ProcessCell target = monitor.target;
		if (target == null || !target.watchedBy(monitor)) {
			down(monitor, ExitReason.NOPROC);
		}
	}

	/** Monitors a process that nobody knows yet. */
	Monitor monitorChild(ProcessCell child) {
		Monitor monitor = new Monitor(this, child, child);
		synchronized (this) {
			startWatching(monitor);
		}
		child.watchedBy(monitor);
		return monitor;
	}

	private void startWatching(Monitor monitor) {
		Extras extras = extras();
		if (extras.watching == null) {
			extras.watching = new HashSet<>(4);
		}
		extras.watching.add(monitor);
	}

	private boolean isWatching(Monitor monitor) {
		return this.extras != null && this.extras.watching != null && this.extras.watching.contains(monitor);
	}

	private boolean stopWatching(Monitor monitor) {
		return this.extras != null && this.extras.watching != null && this.extras.watching.remove(monitor);
	}

	/** Lets a monitor watch this process; {@code false} if it has ended. */
	boolean watchedBy(Monitor monitor) {
		synchronized (this) {
			if (!isAlive()) {
				return false;
			}
			addWatcher(monitor);
			return true;
		}
	}

	/**
	 * The same for one who wants to know that it is gone, not whether it is alive: it is
	 * told also if this is dead and has told nobody yet.
	 */
	boolean watchEnd(EndListener listener) {
		synchronized (this) {
			if ((this.life & CLAIMED) != 0) {
				return false;
			}
			addWatcher(listener);
			return true;
		}
	}

	@SuppressWarnings("unchecked")
	private void addWatcher(EndListener listener) {
		if (this.watchers == null) {
			this.watchers = listener;
		}
		else if (this.watchers instanceof Set<?> set) {
			((Set<EndListener>) set).add(listener);
		}
		else {
			// told in this order, so that a seed of the manual scheduler means the same
			// each time
			Set<EndListener> set = new LinkedHashSet<>(4);
			set.add((EndListener) this.watchers);
			set.add(listener);
			this.watchers = set;
		}
	}

	void forget(Monitor monitor) {
		synchronized (this) {
			if (this.watchers instanceof Set<?> set) {
				set.remove(monitor);
			}
			else if (this.watchers == monitor) {
				this.watchers = null;
			}
		}
	}

	/** A monitor of this process fires; called by whoever ends the watched one. */
	void down(Monitor monitor, ExitReason reason) {
		boolean wasIdle;
		synchronized (this) {
			if (!isWatching(monitor)) {
				return;
			}
			wasIdle = pushed(new Message.Conditional(new Down(monitor, monitor.process, reason), monitor));
		}
		if (wasIdle) {
			system().scheduler().schedule(this);
		}
	}

	@Override
	public boolean demonitor(Ref ref) {
		ensureAlive();
		if (!(ref instanceof Monitor monitor)) {
			return false;
		}
		boolean active;
		synchronized (this) {
			active = endMonitor(monitor);
		}
		if (active && monitor.target != null) {
			monitor.target.forget(monitor);
		}
		return active;
	}

	@Override
	public boolean demonitorFlush(Ref ref) {
		boolean active = demonitor(ref);
		if (!active) {
			receive((message) -> message instanceof Down down && down.ref() == ref, 0);
		}
		return active;
	}

	@Override
	public Alias alias(Alias.Mode mode) {
		ensureAlive();
		return new Alias(this, mode, new Ref());
	}

	@Override
	public boolean unalias(Alias alias) {
		ensureAlive();
		synchronized (this) {
			return alias.owner() == this && alias.deactivate();
		}
	}

	// --- exits

	@Override
	public ExitException exit(ExitReason reason) {
		throw new ExitException(reason);
	}

	@Override
	public void exit(Pid pid, ExitReason reason) {
		ProcessCell target = (ProcessCell) pid;
		if (target == this) {
			exitSignal(this, reason, /* fromLink= */ false);
			ensureAlive();
			return;
		}
		ensureAlive();
		target.exitSignal(this, reason, /* fromLink= */ false);
	}

	@Override
	public boolean trapExits(boolean on) {
		ensureAlive();
		synchronized (this) {
			boolean was = this.trapExits;
			this.trapExits = on;
			return was;
		}
	}

	/** An exit signal arrives; called by whoever sends it. */
	void exitSignal(Pid from, ExitReason reason, boolean fromLink) {
		if (takeExitSignal(from, reason, fromLink)) {
			killed();
		}
	}

	/** Ends this process, whether it traps exits or not; for whoever is no process. */
	void endFromOutside(ExitReason reason) {
		synchronized (this) {
			if (this.exitReason != null) {
				return;
			}
			this.exitReason = reason;
		}
		killed();
	}

	private static Message exitMessage(Pid from, ExitReason reason, boolean fromLink) {
		return new Message.Conditional(new Exit(from, reason),
				(fromLink) ? Message.Conditional.ExitSignal.OF_LINK : Message.Conditional.ExitSignal.OF_PROCESS);
	}

	// what a live process sends passes its fence; who ends, or is outside, has none to
	// pass
	private boolean pushedBy(Pid from, Message message, boolean fenced) {
		ProcessCell sender = (ProcessCell) from;
		if (!fenced || sender == system().outside()) {
			return pushed(message);
		}
		sender.enter();
		boolean wasIdle = pushed(message);
		sender.leave();
		return wasIdle;
	}

	/** Decides what an exit signal does; {@code true} if it ends this process. */
	private boolean takeExitSignal(Pid from, ExitReason reason, boolean fromLink) {
		boolean wasIdle;
		synchronized (this) {
			if (this.exitReason != null || (fromLink && !isLinked((ProcessCell) from))) {
				return false;
			}
			boolean kill = !fromLink && reason.equals(ExitReason.KILL);
			boolean trapped = !kill && this.trapExits;
			if (fromLink && !trapped) {
				removeLink((ProcessCell) from);
			}
			if (trapped) {
				wasIdle = pushedBy(from, exitMessage(from, reason, fromLink),
						/* fenced= */ !fromLink);
			}
			else if (reason.isNormal() && from != this) {
				return false;
			}
			else {
				this.exitReason = (kill) ? ExitReason.KILLED : reason;
				return true;
			}
		}
		if (wasIdle) {
			system().scheduler().schedule(this);
		}
		return false;
	}

	// the reason is set, by this thread; from here on the process can do nothing more.
	// The
	// caller is in no operation of a process and holds no lock
	private void killed() {
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
		if (INBOX.compareAndSet(this, Message.IDLE, Message.BUSY)) {
			system().scheduler().schedule(this);
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
	boolean hasBegunToEnd() {
		return (this.life & CLAIMED) != 0;
	}

	/** Somebody has ended it and it has told nobody yet. */
	private boolean isEnding() {
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
		unhandled(endReason());
		int before = (int) LIFE.getAndBitwiseOr(this, RETURNED);
		if ((before & LEFTOVER) != 0) {
			system().leftoverReturned(this);
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
		List<OwnedResource> resources = null;
		List<PendingReply> unanswered = null;
		Set<Monitor> watching = null;
		synchronized (this) {
			links = this.links;
			this.links = null;
			watchers = this.watchers;
			this.watchers = null;
			Extras extras = this.extras;
			if (extras != null) {
				resources = extras.resources;
				extras.resources = null;
				unanswered = extras.unanswered;
				extras.unanswered = null;
				watching = extras.watching;
				extras.watching = null;
			}
		}
		if (resources != null) {
			resources.forEach((resource) -> safely(() -> resource.release(this)));
		}
		system().ending(this);
		closeMailbox(reason);
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
			system().leftoverFound(this);
		}
		system().finished();
		int before = (int) LIFE.getAndBitwiseOr(this, (leftover) ? TOLD | LEFTOVER : TOLD);
		if ((before & RETURNED) != 0) {
			if (leftover) {
				system().leftoverReturned(this);
			}
			ended();
		}
	}

	private static void forgetTargets(Set<Monitor> monitors) {
		for (Monitor monitor : monitors) {
			if (monitor.target != null) {
				monitor.target.forget(monitor);
			}
		}
	}

	@SuppressWarnings("unchecked")
	private void tell(Object watchers, ExitReason reason) {
		if (watchers instanceof Set<?> set) {
			((Set<EndListener>) set).forEach((listener) -> safely(() -> listener.ended(this, reason)));
		}
		else {
			safely(() -> ((EndListener) watchers).ended(this, reason));
		}
	}

	private void closeMailbox(ExitReason reason) {
		MailboxWatch limit = limit();
		if (limit != null) {
			limit.lock();
		}
		Message seen = (Message) INBOX.getAndSet(this, Message.CLOSED);
		if (limit != null) {
			limit.unlock();
		}
		for (Message message = seen; message != null && !message.isMark(); message = message.next) {
			Object content = message.content;
			safely(() -> undelivered(content, reason));
		}
		unhandled(reason);
	}

	// The owner's part of the mailbox. A leftover may still be about to take from it:
	// then
	// it finds itself dead before it handles anything, and comes here again.
	private void unhandled(ExitReason reason) {
		QUEUED.getAcquire(this);
		for (Message message = this.head; message != null; message = message.next) {
			Object content = message.content;
			safely(() -> undelivered(content, reason));
		}
	}

	// everybody has been told and no thread runs it any more
	private void ended() {
		this.head = null;
		this.tail = null;
		this.queued = 0;
		safely(() -> this.handler.ended(endReason()));
		this.handler = NOTHING;
		RUNNER.setOpaque(this, null);
	}

	/** What others have hung on the end of this process must not keep it from ending. */
	private void safely(Runnable action) {
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
			Extras extras = extras();
			if (extras.resources == null) {
				extras.resources = new ArrayList<>(1);
			}
			extras.resources.add(resource);
			return true;
		}
	}

	void disown(OwnedResource resource) {
		synchronized (this) {
			if (this.extras != null && this.extras.resources != null) {
				this.extras.resources.remove(resource);
			}
		}
	}

	@Nullable String registeredName() {
		synchronized (this) {
			if (this.extras == null || this.extras.resources == null) {
				return null;
			}
			for (OwnedResource resource : this.extras.resources) {
				if (resource.registeredName() != null) {
					return resource.registeredName();
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

	MessageHandler handler() {
		return this.handler;
	}

	long messagesHandled() {
		return (long) HANDLED.getOpaque(this);
	}

	long messagesDropped() {
		MailboxWatch watch = this.watch;
		return (watch != null) ? watch.dropped() : 0;
	}

	@Nullable MailboxLimit mailboxLimit() {
		MailboxWatch watch = this.watch;
		return (watch != null) ? watch.limit() : null;
	}

	ProcessInfo.Status status() {
		if (!isAlive()) {
			return ProcessInfo.Status.ENDED;
		}
		if (this.suspended) {
			return ProcessInfo.Status.SUSPENDED;
		}
		Message seen = this.inbox;
		if (seen == Message.IDLE || seen == Message.WAITING) {
			return ProcessInfo.Status.WAITING;
		}
		return (runningThread() != null) ? ProcessInfo.Status.RUNNING : ProcessInfo.Status.RUNNABLE;
	}

	/** A stack trace of the thread that runs it, if one does. */
	StackTraceElement[] stack() {
		Thread running = runningThread();
		return (running != null) ? running.getStackTrace() : new StackTraceElement[0];
	}

	private List<Pid> linked() {
		if (this.links == null) {
			return List.of();
		}
		List<Pid> all = new ArrayList<>(1);
		forEachLinked(this.links, all::add);
		return all;
	}

	private static void forEachLinked(Object links, Consumer<ProcessCell> action) {
		if (links instanceof PidSet set) {
			set.forEach(action);
		}
		else {
			action.accept((ProcessCell) links);
		}
	}

	private int watcherCount() {
		if (this.watchers == null) {
			return 0;
		}
		return (this.watchers instanceof Set<?> set) ? set.size() : 1;
	}

	// of a dead process: the reason was set before the life word said so
	private ExitReason endReason() {
		return Objects.requireNonNull(this.exitReason, "it has not ended");
	}

	private Extras lockedExtras() {
		Extras extras = this.extras;
		if (extras == null) {
			synchronized (this) {
				extras = extras();
			}
		}
		return extras;
	}

	private Extras extras() {
		Extras extras = this.extras;
		if (extras == null) {
			extras = new Extras();
			this.extras = extras;
		}
		return extras;
	}

}
