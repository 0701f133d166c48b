package dev.javaotp.process;

/**
 * What happens when a message comes to a mailbox that is full, see {@link MailboxLimit}.
 */
public enum Overflow {

	/**
	 * The message is refused: a call fails at its caller at once, anything else is
	 * dropped. For work that somebody waits for, who can then slow down, try again or ask
	 * somebody else.
	 */
	REJECT,

	/**
	 * The message is taken and the oldest one dropped, if that is a call with a failure
	 * at its caller. For messages of which a newer one is worth more: positions, prices,
	 * samples.
	 */
	DROP_OLDEST,

	/**
	 * The process ends, trapping exits or not, with the reason
	 * {@link MailboxLimit#reason()} and all that waits for it, so that its supervisor
	 * starts it anew. For processes that must never have that much to do, and whose
	 * backlog is worth nothing: as Erlang's {@code max_heap_size} with {@code kill}.
	 */
	KILL

}
