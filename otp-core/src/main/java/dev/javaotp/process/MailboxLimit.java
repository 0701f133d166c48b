package dev.javaotp.process;

import java.util.Objects;

/**
 * How many messages may wait for a process, and what happens when one more comes. Off
 * unless set, as in OTP, where mailboxes have no limit: there the remedy is to call where
 * one would cast, so that who sends has to wait, and that is the first remedy here, too.
 * <p>
 * Counted are messages, casts and calls. What keeps the system itself going is taken in
 * any case and not counted: exit signals, {@link Down}s, answers that the process waits
 * for, requests of {@code Sys} and other {@link SystemMessage}s, what its timers bring,
 * and what it sends to itself. So a limited process never misses the end of another, and
 * never loses the tick that keeps it going; there can be as many such messages as there
 * are monitors, requests and timers of the process.
 * <p>
 * With {@link Overflow#REJECT} and {@link Overflow#KILL} the limit is exact. With
 * {@link Overflow#DROP_OLDEST} the process handles what it would if it were exact; what
 * was dropped may be kept for a while, up to twice the limit, and a caller whose call is
 * among it is told when the process next looks or that much more has come.
 *
 * @param max how many messages may wait, 1 or more; the one that is being handled does
 * not
 * @param overflow what happens to more
 */
public record MailboxLimit(int max, Overflow overflow) {

	public MailboxLimit {
		Objects.requireNonNull(overflow, "overflow");
		if (max < 1) {
			throw new IllegalArgumentException(
					"the limit of a mailbox must be 1 or more, got: " + max + "; leave it out for no limit");
		}
	}

	/**
	 * Returns a limit beyond which messages are refused.
	 * @param max how many messages may wait, 1 or more
	 * @return the limit
	 */
	public static MailboxLimit of(int max) {
		return new MailboxLimit(max, Overflow.REJECT);
	}

	/**
	 * Returns the same limit with something else that happens beyond it.
	 * @param overflow what happens to more
	 * @return the refined limit
	 */
	public MailboxLimit withOverflow(Overflow overflow) {
		return new MailboxLimit(this.max, overflow);
	}

	/**
	 * Returns what a process ends with that is killed for its full mailbox, and what a
	 * call ends with that was refused or dropped: <code>{mailbox_full, max}</code>.
	 * @return the reason
	 */
	public ExitReason reason() {
		return ExitReason.tagged("mailbox_full", this.max);
	}

}
