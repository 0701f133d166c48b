package dev.javaotp.gen;

import dev.javaotp.process.ExitReason.FailedCall;
import dev.javaotp.process.MailboxLimit;

/**
 * A call that was refused, or dropped for newer messages, because the mailbox of the
 * server is full: nothing was done, and the server lives. Whoever can wait calls again
 * later; who cannot passes the failure on.
 *
 * @see MailboxLimit
 */
public final class MailboxFullException extends CallException {

	private static final long serialVersionUID = 1L;

	private final transient MailboxLimit limit;

	private final int depth;

	MailboxFullException(String message, FailedCall failure, MailboxLimit limit, int depth) {
		super(message, failure);
		this.limit = limit;
		this.depth = depth;
	}

	/**
	 * The limit that was reached.
	 * @return the limit of the server's mailbox
	 */
	public MailboxLimit limit() {
		return this.limit;
	}

	/**
	 * How many messages waited, those that do not count for the limit included.
	 * @return the depth of the server's mailbox when the call was refused
	 */
	public int depth() {
		return this.depth;
	}

}
