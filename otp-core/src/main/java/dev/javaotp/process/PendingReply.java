package dev.javaotp.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Collection;
import java.util.function.BooleanSupplier;

import dev.javaotp.scheduler.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A message that somebody waits for the answer of. It ends exactly once: with an answer,
 * with the end of its receiver, refused for its full mailbox, or given up by the one who
 * waits; whatever comes later is dropped. That is what Erlang gets from a monitor, an
 * alias and a selective receive in every {@code call}; here it is one object.
 * <p>
 * A process that takes such a message from its mailbox and ends without an answer ends
 * the wait, too, and so does one that was dead before: see {@link Ended}.
 * <p>
 * Any thread may answer; any one thread may wait.
 */
public abstract class PendingReply {

	/**
	 * The outcome when the receiver has ended first, or was never there.
	 *
	 * @param reason why it ended; {@code noproc} if it was not there
	 */
	public record Ended(ExitReason reason) {
	}

	/**
	 * The outcome when the receiver lives, and has not taken this because of the limit of
	 * its mailbox.
	 *
	 * @param limit the limit
	 * @param depth how many messages waited
	 */
	public record Rejected(MailboxLimit limit, int depth) {
	}

	private static final Object GIVEN_UP = new Object();

	private static final VarHandle OUTCOME;

	static {
		try {
			OUTCOME = MethodHandles.lookup().findVarHandle(PendingReply.class, "outcome", Object.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	// null: open and nobody waits yet; a Waiter: open, wake it; anything else: the
	// outcome
	private volatile @Nullable Object outcome;

	// of the one who asks: another thread may have the answer in a moment
	private boolean atHand;

	/** A thread that waits; wrapped, since a reply may be a thread, too. */
	private record Waiter(Thread thread, Scheduler scheduler) {
	}

	/**
	 * Answers, unless this has ended.
	 * @param reply the answer, {@link Ended} or {@link Rejected}; not {@code null}
	 * @return whether this was the answer
	 */
	protected final boolean complete(Object reply) {
		while (true) {
			Object seen = this.outcome;
			if (seen != null && !(seen instanceof Waiter)) {
				return false;
			}
			if (OUTCOME.compareAndSet(this, seen, reply)) {
				if (seen instanceof Waiter waiter) {
					waiter.scheduler().unpark(waiter.thread());
				}
				completed();
				return true;
			}
		}
	}

	/**
	 * Answers on behalf of the process whose code runs, if any does: what is left of a
	 * killed one is refused.
	 * @param reply the answer; not {@code null}
	 * @return whether this was the answer
	 * @throws ProcessKilledError if the process has been killed
	 */
	protected final boolean completeByProcess(Object reply) {
		ProcessCell replier = ProcessCell.current();
		if (replier != null) {
			replier.ensureAlive();
		}
		return complete(reply);
	}

	/**
	 * Called once by the thread that answered, for those who do not wait but want to be
	 * told. Must not block.
	 */
	protected void completed() {
	}

	/**
	 * Sends a message on nobody's behalf: for those who want an answer in their mailbox.
	 * It may be called in {@link #completed()}, where the thread may belong to a process
	 * that has just ended and can send nothing itself.
	 * @param to the receiver
	 * @param message the message
	 */
	protected final void notify(Pid to, Object message) {
		((ProcessCell) to).pushUncounted(message);
	}

	/**
	 * Whether the receiver takes this even if its mailbox is full.
	 * @return whether this is a {@link SystemMessage}, or stands for one
	 */
	protected boolean isSystemMessage() {
		return this instanceof SystemMessage;
	}

	/**
	 * Whether this has ended, with an answer or without.
	 * @return whether nothing more can happen
	 */
	public final boolean isDone() {
		Object seen = this.outcome;
		return seen != null && !(seen instanceof Waiter);
	}

	/**
	 * What has come so far.
	 * @return the answer, an {@link Ended} or {@link Rejected}, or {@code null} if there
	 * is nothing yet or this was given up
	 */
	protected final @Nullable Object outcome() {
		Object seen = this.outcome;
		return (seen == GIVEN_UP || seen instanceof Waiter) ? null : seen;
	}

	/**
	 * Gives up waiting: an answer that comes later is dropped.
	 * @return whether this was still open
	 */
	protected final boolean giveUp() {
		while (true) {
			Object seen = this.outcome;
			if (seen != null && !(seen instanceof Waiter)) {
				return false;
			}
			if (OUTCOME.compareAndSet(this, seen, GIVEN_UP)) {
				return true;
			}
		}
	}

	/** Told by the one who has sent this. */
	final void isAtHand(boolean atHand) {
		this.atHand = atHand;
	}

	/**
	 * Waits for the end, without giving up when the time is up. A process that waits
	 * hands its scheduler's place over first; one that is killed meanwhile gets
	 * {@link ProcessKilledError}.
	 * @param system the system whose time counts
	 * @param limitNanos how long, or {@link Long#MAX_VALUE} without limit
	 * @return the answer, an {@link Ended} or {@link Rejected}, or {@code null} when the
	 * time was up
	 * @throws InterruptedException if the waiting thread, which is not a process's, was
	 * interrupted
	 */
	protected final @Nullable Object await(ProcessSystem system, long limitNanos) throws InterruptedException {
		Scheduler scheduler = system.scheduler();
		if (!isDone() && limitNanos > 0 && this.atHand && scheduler.glance(this::isDone)) {
			ProcessCell cell = ProcessCell.current();
			if (cell != null) {
				cell.waited();
			}
		}
		else if (!isDone()) {
			Waiter waiter = new Waiter(Thread.currentThread(), scheduler);
			if (OUTCOME.compareAndSet(this, null, waiter)) {
				try {
					waitUntil(scheduler, this::isDone, limitNanos);
				}
				finally {
					// whoever was interrupted may wait again
					OUTCOME.compareAndSet(this, waiter, null);
				}
			}
		}
		return outcome();
	}

	/**
	 * Waits until one of several has ended, without giving any up when the time is up. As
	 * {@link #await(ProcessSystem, long)} otherwise.
	 * @param system the system whose time counts
	 * @param replies what to wait for
	 * @param limitNanos how long, or {@link Long#MAX_VALUE} without limit
	 * @throws InterruptedException if the waiting thread, which is not a process's, was
	 * interrupted
	 */
	protected static void awaitAny(ProcessSystem system, Collection<? extends PendingReply> replies, long limitNanos)
			throws InterruptedException {
		Scheduler scheduler = system.scheduler();
		Waiter waiter = new Waiter(Thread.currentThread(), scheduler);
		replies.forEach((reply) -> OUTCOME.compareAndSet(reply, null, waiter));
		try {
			waitUntil(scheduler, () -> isAnyDone(replies), limitNanos);
		}
		finally {
			replies.forEach((reply) -> OUTCOME.compareAndSet(reply, waiter, null));
		}
	}

	private static void waitUntil(Scheduler scheduler, BooleanSupplier done, long limitNanos)
			throws InterruptedException {
		ProcessCell cell = ProcessCell.current();
		if (cell != null) {
			cell.waitUntil(done, limitNanos);
		}
		else {
			scheduler.await(done, limitNanos);
		}
	}

	private static boolean isAnyDone(Collection<? extends PendingReply> replies) {
		for (PendingReply reply : replies) {
			if (reply.isDone()) {
				return true;
			}
		}
		return false;
	}

}
