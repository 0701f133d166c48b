package dev.javaotp.supervisor;

/**
 * Something that a supervisor has begun and has to see the end of before it does anything
 * else: where OTP's supervisor waits in a selective receive, ours restricts its mailbox
 * to what {@link #accepts(Object)} and gives its thread back.
 */
interface Pending {

	/** Whether a message is about this. */
	boolean accepts(Object message);

	/**
	 * Handles a message about this.
	 * @return whether it is over; whoever began it has been told then
	 */
	boolean handle(Object message);

}
