package dev.javaotp.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

import dev.javaotp.scheduler.Kind;
import dev.javaotp.scheduler.Slice;
import dev.javaotp.scheduler.Task;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the limit of a mailbox, and sees that people are told when it is long or full. A
 * process without a limit has none of these until its mailbox is long for the first time.
 */
final class MailboxWatch {

	/*-
	 * Overview.
	 *
	 * Counting. A sender counts its message before it pushes it, the owner takes it off
	 * the count when it takes it out. So the count is never too low, and a limit that is
	 * checked in the same step is exact. Only the owner writes "held", the part of the
	 * count that has left the inbox.
	 *
	 * Dropping the oldest. The oldest are in the owner's list, which nobody else may
	 * touch, and the owner may be stuck in a handler for minutes. So a message that comes
	 * to a full mailbox is simply taken, and as many of the oldest as are too many are no
	 * longer waiting. The owner takes them out before it looks for its next message. In
	 * the meantime a sender that finds twice the limit in the inbox cuts off what is
	 * behind the newest "max" there: one walk over 2 * max messages for max messages that
	 * came, and 3 * max in memory at most.
	 *
	 * A cut must not meet the owner, who turns the inbox round as it drains it: both hold
	 * "cutting" for it. A sender that does not get it leaves the cut to the next one, as
	 * it must not wait: it may be inside the fence of its own process.
	 *
	 * Telling. For the same reason a sender tells nobody, neither people, nor the callers
	 * of dropped calls, nor the process that it is killed: a task does. There is at most
	 * one for each mailbox that tells people, "telling" says so: it compares what is
	 * ("state") with what was told, so nothing is told twice or in the wrong order, and
	 * a mailbox that is long and short again many times costs one object.
	 */

	private static final VarHandle COUNTED;

	private static final VarHandle UNCOUNTED;

	private static final VarHandle DROPPED;

	private static final VarHandle CUTTING;

	private static final VarHandle STATE;

	private static final VarHandle TELLING;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			COUNTED = lookup.findVarHandle(MailboxWatch.class, "counted", int.class);
			UNCOUNTED = lookup.findVarHandle(MailboxWatch.class, "uncounted", int.class);
			DROPPED = lookup.findVarHandle(MailboxWatch.class, "dropped", long.class);
			CUTTING = lookup.findVarHandle(MailboxWatch.class, "cutting", boolean.class);
			STATE = lookup.findVarHandle(MailboxWatch.class, "state", MailboxReport.State.class);
			TELLING = lookup.findVarHandle(MailboxWatch.class, "telling", boolean.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final ProcessCell cell;

	private final @Nullable MailboxLimit limit;

	// messages that count, and those that do not; only with a limit
	private volatile int counted;

	private volatile int uncounted;

	// of the counted those in the owner's list; written by the owner
	private volatile int held;

	private volatile long dropped;

	private volatile boolean cutting;

	private volatile MailboxReport.State state = MailboxReport.State.NORMAL;

	// written by the task that tells
	private volatile MailboxReport.State told = MailboxReport.State.NORMAL;

	private volatile boolean telling;

	MailboxWatch(ProcessCell cell, @Nullable MailboxLimit limit) {
		this.cell = cell;
		this.limit = limit;
	}

	boolean isLimited() {
		return this.limit != null;
	}

	@Nullable MailboxLimit limit() {
		return this.limit;
	}

	long dropped() {
		return this.dropped;
	}

	void dropped(int more) {
		DROPPED.getAndAdd(this, (long) more);
	}

	/** How many messages wait that have not been given up; only with a limit. */
	int depth() {
		return Math.min(this.counted, max()) + this.uncounted;
	}

	private int max() {
		return (this.limit != null) ? this.limit.max() : Integer.MAX_VALUE;
	}

	// --- for senders, maybe inside their fence: nothing here waits

	/** How a message is put into a mailbox with a limit. */
	Message wrap(Object content) {
		boolean system = (content instanceof PendingReply request) ? request.isSystemMessage()
				: content instanceof SystemMessage;
		return (system) ? new Message.Uncounted(content) : new Message(content);
	}

	/** Whether a message may be pushed; only with a limit. */
	boolean admits(Message message) {
		MailboxLimit limit = this.limit;
		if (limit == null || !message.counts() || counts(limit)) {
			if (!message.counts()) {
				UNCOUNTED.getAndAdd(this, 1);
			}
			if (depth() > this.cell.system().longMailbox()) {
				is(MailboxReport.State.LONG);
			}
			return true;
		}
		is(MailboxReport.State.FULL);
		if (limit.overflow() == Overflow.DROP_OLDEST) {
			int now = (int) COUNTED.getAndAdd(this, 1) + 1;
			if (now - this.held > 2L * limit.max()) {
				cut(limit.max());
			}
			return true;
		}
		dropped(1);
		if (message.content instanceof PendingReply request) {
			request.complete((limit.overflow() == Overflow.KILL) ? new PendingReply.Ended(limit.reason())
					: new PendingReply.Rejected(limit, depth()));
		}
		return false;
	}

	// exact, however many senders there are
	private boolean counts(MailboxLimit limit) {
		while (true) {
			int seen = this.counted;
			if (seen >= limit.max()) {
				return false;
			}
			if (COUNTED.compareAndSet(this, seen, seen + 1)) {
				return true;
			}
		}
	}

	/** Leaves the newest that count in the inbox, and all that do not count. */
	private void cut(int max) {
		if (!CUTTING.compareAndSet(this, false, true)) {
			return;
		}
		List<PendingReply> requests = new ArrayList<>();
		try {
			int room = max;
			int gone = 0;
			Message kept = null;
			for (Message message = this.cell.arrived(); message != null; message = message.next) {
				if (message.counts() && room-- <= 0 && kept != null) {
					kept.next = message.next;
					gone++;
					if (message.content instanceof PendingReply request) {
						requests.add(request);
					}
				}
				else {
					kept = message;
				}
			}
			COUNTED.getAndAdd(this, -gone);
			dropped(gone);
		}
		finally {
			this.cutting = false;
		}
		if (!requests.isEmpty()) {
			PendingReply.Rejected outcome = rejected();
			schedule(() -> requests.forEach((request) -> request.complete(outcome)));
		}
	}

	/** What becomes of a call that was dropped. */
	PendingReply.Rejected rejected() {
		if (this.limit == null) {
			throw new IllegalStateException("a mailbox without a limit drops nothing");
		}
		return new PendingReply.Rejected(this.limit, depth());
	}

	// --- for the owner

	/** Keeps senders from cutting the inbox, for as long as it takes to empty it. */
	void lock() {
		while (!CUTTING.compareAndSet(this, false, true)) {
			Thread.onSpinWait();
		}
	}

	void unlock() {
		this.cutting = false;
	}

	/** Messages have moved from the inbox to the list. */
	void holds(Message first) {
		int more = 0;
		for (Message message = first; message != null; message = message.next) {
			if (message.counts()) {
				more++;
			}
		}
		this.held += more;
	}

	/** How many of the oldest have to go before the next is taken. */
	int excess() {
		return (this.limit != null && this.limit.overflow() == Overflow.DROP_OLDEST)
				? Math.max(0, this.counted - this.limit.max()) : 0;
	}

	/** A message has left the list. */
	void left(Message message) {
		if (this.limit != null) {
			if (message.counts()) {
				this.held--;
				COUNTED.getAndAdd(this, -1);
			}
			else {
				UNCOUNTED.getAndAdd(this, -1);
			}
		}
		look();
	}

	// --- telling

	private int mark(MailboxReport.State state) {
		int system = this.cell.system().longMailbox();
		return switch (state) {
			case LONG -> system;
			case FULL -> max();
			case NORMAL -> Math.min(max(), system);
		};
	}

	/** The mailbox has become long or full. */
	void is(MailboxReport.State now) {
		while (true) {
			MailboxReport.State seen = this.state;
			if (seen.compareTo(now) >= 0) {
				return;
			}
			if (STATE.compareAndSet(this, seen, now)) {
				tell();
				return;
			}
		}
	}

	/** Looks whether the mailbox is short again. */
	void look() {
		MailboxReport.State seen = this.state;
		if (seen != MailboxReport.State.NORMAL && seen == this.told
				&& this.cell.mailboxDepth() <= mark(MailboxReport.State.NORMAL) / 2
				&& STATE.compareAndSet(this, seen, MailboxReport.State.NORMAL)) {
			tell();
		}
	}

	private void tell() {
		if (TELLING.compareAndSet(this, false, true)) {
			schedule(this::tellAll);
		}
	}

	private void tellAll() {
		do {
			MailboxReport.State now = this.state;
			while (now != this.told && this.cell.isAlive()) {
				this.cell.system().report(this.cell.mailboxReport(now, mark(now)));
				this.told = now;
				if (now == MailboxReport.State.FULL && this.limit != null && this.limit.overflow() == Overflow.KILL) {
					this.cell.endFromOutside(this.limit.reason());
				}
				look();
				now = this.state;
			}
			this.telling = false;
		}
		while (this.state != this.told && this.cell.isAlive() && TELLING.compareAndSet(this, false, true));
	}

	private void schedule(Runnable action) {
		this.cell.system().scheduler().schedule(new Later(this.cell, action));
	}

	/** What a sender does not do itself. */
	private record Later(ProcessCell cell, Runnable action) implements Task {

		@Override
		public boolean run(Slice slice) {
			this.action.run();
			return false;
		}

		@Override
		public Kind kind() {
			return this.cell.system().ownTasks();
		}

		@Override
		public boolean teaches() {
			return false;
		}

	}

}
