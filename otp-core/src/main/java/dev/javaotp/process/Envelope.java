package dev.javaotp.process;

/**
 * What a message is carried in, if it does not lie in the mailbox as it is: so that
 * whoever looks into the mailbox sees the message.
 *
 * @see ProcessSystem#waitingMessages(Pid, int)
 */
public interface Envelope {

	/**
	 * What is in it. Called by any thread, at any time.
	 * @return the message
	 */
	Object content();

}
