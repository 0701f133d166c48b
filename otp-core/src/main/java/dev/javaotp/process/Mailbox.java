package dev.javaotp.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.javaotp.scheduler.Slice;
import org.jspecify.annotations.Nullable;

/**
 * The mailbox of a process: anybody puts messages in, the process takes them out. Part of
 * the process object itself, since a mailbox of its own would make each process larger.
 */
abstract sealed class Mailbox extends Pid permits Relations {

	/*-
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
	 *
	 * In place. A message that comes alone, as most do, is handled where it is: it stays in
	 * the inbox as the mark that the process is busy, and "inPlace" says that it is no
	 * longer waiting. That saves an atomic operation and half a dozen writes of references,
	 * each of which tells the garbage collector. Messages that come together are handled
	 * where they are, too: the list is written off once for a batch of them, and until then
	 * the slice of the process counts.
	 *
	 * A mailbox with a limit has a "watch" that counts what is in it; there the depth of
	 * a message says nothing and no message is handled in place.
	 */

	private static final VarHandle INBOX;

	private static final VarHandle QUEUED;

	private static final VarHandle HANDLED;

	private static final VarHandle WATCH;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			INBOX = lookup.findVarHandle(Mailbox.class, "inbox", Message.class);
			QUEUED = lookup.findVarHandle(Mailbox.class, "queued", int.class);
			HANDLED = lookup.findVarHandle(Mailbox.class, "handled", long.class);
			WATCH = lookup.findVarHandle(Mailbox.class, "watch", MailboxWatch.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/** How often somebody looks into a mailbox that keeps changing. */
	private static final int LOOKS = 5;

	/** How far, if it is not known how many messages there are. */
	private static final int MOST_LOOKED_AT = 1_000_000;

	private static final Message NO_MATCH = new Message("no match");

	// see above; starts busy, since a new process is scheduled at once
	private volatile @Nullable Message inbox = Message.BUSY;

	// owner writes: the message at the bottom of the inbox is being handled, or is done
	private boolean inPlace;

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

	// created under the lock
	@Nullable Extras extras;

	Mailbox(ProcessSystem system, long id, @Nullable MailboxLimit limit) {
		super(system, id);
		if (limit != null) {
			this.watch = new MailboxWatch(cell(), limit);
		}
	}

	/** This, as what it is: there are no others. */
	final ProcessCell cell() {
		return (ProcessCell) this;
	}

	// --- what the process adds

	/** Makes a scheduler thread run this process, which was idle. */
	abstract void schedule();

	/** Wakes the thread of this process, which waits in receive(). */
	abstract void wakeRunner();

	/** How many messages of the list have been taken and are not written off yet. */
	abstract int takenInBatch();

	/** Whether a message counts; what it ends, being the first one, ends now. */
	abstract boolean takes(Message.Conditional message);

	// --- putting in, by anybody

	/** Puts a message into the mailbox; called by any thread. */
	final void push(Object content) {
		if (pushed(wrap(content))) {
			schedule();
		}
	}

	/** The same for what the mailbox takes whatever its limit. */
	final void pushUncounted(Object content) {
		if (pushed(uncounted(content))) {
			schedule();
		}
	}

	final Message wrap(Object content) {
		MailboxWatch limit = limit();
		return (limit != null) ? limit.wrap(content) : new Message(content);
	}

	final Message uncounted(Object content) {
		return (limit() != null) ? new Message.Uncounted(content) : new Message(content);
	}

	// true if the process was idle and has to be scheduled
	final boolean pushed(Message message) {
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

	static void undelivered(Object content, ExitReason reason) {
		if (content instanceof PendingReply reply) {
			reply.complete(new PendingReply.Ended(reason));
		}
	}

	// --- limits and long mailboxes

	private @Nullable MailboxWatch limit() {
		MailboxWatch watch = this.watch;
		return (watch != null && watch.isLimited()) ? watch : null;
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
		MailboxWatch fresh = new MailboxWatch(cell(), null);
		MailboxWatch known = (MailboxWatch) WATCH.compareAndExchange(this, null, fresh);
		return (known != null) ? known : fresh;
	}

	/** What is in the inbox, newest first, if it is closed or empty nothing. */
	final @Nullable Message arrived() {
		Message seen = this.inbox;
		return (seen == null || seen.isMark()) ? null : seen;
	}

	// --- taking out, by the owner

	/** Whether a message is there that the process would handle now. */
	final boolean hasNext() {
		return nextIsThere() || (this.queued == 0 && !inboxIsDone());
	}

	/**
	 * The message in the inbox, if it is the only one there is and may be handled without
	 * a look at others.
	 */
	final @Nullable Message onlyMessage() {
		Message seen = this.inbox;
		if (seen == null || seen.depth != 1 || this.inPlace || this.head != null
				|| seen instanceof Message.Conditional) {
			return null;
		}
		Extras extras = this.extras;
		return (extras == null || extras.handleOnly == null) ? seen : null;
	}

	/** The {@link #onlyMessage()} is about to be handled, and stays where it is. */
	final void takesInPlace() {
		this.inPlace = true;
	}

	/** What is being handled in the inbox, if something is. */
	final @Nullable Message inPlace() {
		if (!this.inPlace) {
			return null;
		}
		Message oldest = this.inbox;
		while (oldest != null && oldest.next != null) {
			oldest = oldest.next;
		}
		return oldest;
	}

	final boolean takesAllInOrder() {
		Extras extras = this.extras;
		return (extras == null || extras.handleOnly == null) && limit() == null;
	}

	/** The oldest message in the list, which is filled from the inbox if it is empty. */
	final @Nullable Message first() {
		if (this.head == null && !inboxIsDone()) {
			drain();
		}
		return this.head;
	}

	/** The message after another in the list, or the first one as it stands. */
	final @Nullable Message following(@Nullable Message before) {
		return (before == null) ? this.head : before.next;
	}

	final @Nullable Message takeNext(Slice slice) {
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

	final Message takeAfter(@Nullable Message before) {
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

	/** Takes a batch out of the list, up to, but without, the next one. */
	final void takeUpTo(@Nullable Message next, int count) {
		this.head = next;
		if (next == null) {
			this.tail = null;
		}
		QUEUED.setRelease(this, this.queued - count);
		countHandled(count);
		MailboxWatch watch = this.watch;
		if (watch != null) {
			watch.look();
		}
	}

	final void countHandled(int messages) {
		HANDLED.setOpaque(this, this.handled + messages);
	}

	// --- from the inbox into the list

	/** Whether there is nothing in the inbox that has not been handled. */
	private boolean inboxIsDone() {
		Message seen = this.inbox;
		return seen == Message.BUSY || (this.inPlace && seen != null && seen.depth == 1);
	}

	/** Whether messages that are in the mailbox were given up for newer ones. */
	private boolean isOverfull() {
		return this.watch != null && this.watch.excess() > 0;
	}

	/**
	 * Takes over what has come, oldest first; whether something else was taken out, too.
	 */
	final boolean drain() {
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

	private void append(@Nullable Message newest) {
		if (newest == null || newest.isMark()) {
			return;
		}
		int count = 0;
		boolean conditional = false;
		Message last = newest;
		Message first = null;
		for (Message message = newest; message != null;) {
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
		// before the next look whether this is alive: whoever ends it finds what is in
		// the list, or is seen before anything is handled
		VarHandle.fullFence();
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

	// --- idle and waiting

	/** Lets go of this process, unless something has come. */
	final boolean becameIdle() {
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

	/** Takes on an idle process, as the push of a message does. */
	final boolean tookOnIdle() {
		return INBOX.compareAndSet(this, Message.IDLE, Message.BUSY);
	}

	/** The owner is about to wait; {@code false} if something has come. */
	final boolean beginsToWait() {
		return INBOX.compareAndSet(this, Message.BUSY, Message.WAITING);
	}

	final boolean isWaiting() {
		return this.inbox == Message.WAITING;
	}

	final void endsToWait() {
		INBOX.compareAndSet(this, Message.WAITING, Message.BUSY);
	}

	final boolean isIdle() {
		return this.inbox == Message.IDLE;
	}

	// --- the end

	/** Nothing comes any more; what never was taken out is handed over. */
	final void close(Consumer<Object> left) {
		MailboxWatch limit = limit();
		if (limit != null) {
			limit.lock();
		}
		Message seen = (Message) INBOX.getAndSet(this, Message.CLOSED);
		if (limit != null) {
			limit.unlock();
		}
		for (Message message = seen; message != null && !message.isMark(); message = message.next) {
			left.accept(message.content);
		}
		forEachInList(left);
	}

	/**
	 * What is in the owner's part. A leftover may still be about to take from it: then it
	 * finds itself dead before it handles anything, and comes here again.
	 */
	final void forEachInList(Consumer<Object> left) {
		QUEUED.getAcquire(this);
		for (Message message = this.head; message != null; message = message.next) {
			left.accept(message.content);
		}
	}

	/** No thread runs the process any more, and nobody will look. */
	final void forgetList() {
		this.head = null;
		this.tail = null;
		this.queued = 0;
	}

	// --- figures, for anybody

	/** See {@link ProcessContext#mailboxDepth()}. */
	public final int mailboxDepth() {
		Message seen = this.inbox;
		MailboxWatch limit = limit();
		if (limit != null) {
			return (seen != Message.CLOSED) ? limit.depth() : 0;
		}
		int arrived = (seen != null) ? seen.depth : 0;
		if (arrived > 0 && this.inPlace) {
			arrived--;
		}
		return Math.max(0, (int) QUEUED.getAcquire(this) - takenInBatch()) + arrived;
	}

	/**
	 * The first messages that wait, the oldest first. Nothing keeps the owner from taking
	 * them meanwhile, or from turning the inbox round: so this looks again until nothing
	 * has changed, but not for ever, and walks no further than there were messages.
	 */
	final List<Object> waiting(int limit) {
		MailboxWatch watch = this.watch;
		int excess = (watch != null) ? watch.excess() : 0;
		List<Object> found = new ArrayList<>();
		lookAt(found, limit + excess);
		// those have been given up for newer ones already
		return found.subList(Math.min(excess, found.size()), found.size());
	}

	private void lookAt(List<Object> found, int limit) {
		for (int look = 0; look < LOOKS; look++) {
			Message inbox = this.inbox;
			int queued = (int) QUEUED.getAcquire(this);
			int taken = takenInBatch();
			Message head = this.head;
			boolean inPlace = this.inPlace;
			found.clear();
			addListed(found, limit, head, taken, queued);
			addArrived(found, limit, inbox, inPlace);
			VarHandle.acquireFence();
			if (this.inbox == inbox && this.queued == queued && takenInBatch() == taken && this.head == head
					&& this.inPlace == inPlace) {
				return;
			}
		}
	}

	private static void addListed(List<Object> found, int limit, @Nullable Message head, int taken, int queued) {
		Message message = head;
		for (int i = 0; i < queued && message != null && found.size() < limit; i++) {
			if (i >= taken) {
				found.add(message.content);
			}
			message = message.next;
		}
	}

	// the oldest are at the end, and the very last may be the one in hand
	private void addArrived(List<Object> found, int limit, @Nullable Message inbox, boolean inPlace) {
		if (found.size() >= limit) {
			return;
		}
		int most = limit - found.size() + ((inPlace) ? 1 : 0);
		int depth = (limit() == null && inbox != null) ? inbox.depth : MOST_LOOKED_AT;
		Deque<Object> oldest = new ArrayDeque<>();
		Message message = inbox;
		for (int i = 0; i < depth && message != null && !message.isMark(); i++) {
			oldest.push(message.content);
			if (oldest.size() > most) {
				oldest.removeLast();
			}
			message = message.next;
		}
		if (inPlace) {
			oldest.poll();
		}
		found.addAll(oldest);
	}

	final long messagesHandled() {
		return (long) HANDLED.getOpaque(this);
	}

	final long messagesDropped() {
		MailboxWatch watch = this.watch;
		return (watch != null) ? watch.dropped() : 0;
	}

	final @Nullable MailboxLimit mailboxLimit() {
		MailboxWatch watch = this.watch;
		return (watch != null) ? watch.limit() : null;
	}

	// --- what most processes do without

	final Extras lockedExtras() {
		Extras extras = this.extras;
		if (extras == null) {
			synchronized (this) {
				extras = extras();
			}
		}
		return extras;
	}

	// under the lock, or before anybody knows this process
	final Extras extras() {
		Extras extras = this.extras;
		if (extras == null) {
			extras = new Extras();
			this.extras = extras;
		}
		return extras;
	}

}
