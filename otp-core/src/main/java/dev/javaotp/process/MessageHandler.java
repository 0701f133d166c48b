package dev.javaotp.process;

/**
 * A process that reacts to messages: between two of them it is an object, not a thread.
 * This is what behaviours are built on; applications use a behaviour.
 * <p>
 * All methods but {@link #ended(ExitReason)} are called by the process itself: one at a
 * time, each seeing what the one before did, on whichever thread. To end the process
 * throw, or call {@link ProcessContext#exit(ExitReason)}.
 */
public interface MessageHandler {

	/**
	 * The first thing the process does. Every handler has one, also to be told apart from
	 * a {@link ProcessBody} where a process is spawned with a lambda.
	 * @param self the process, to be kept
	 * @throws Exception to crash
	 */
	void start(ProcessContext self) throws Exception;

	/**
	 * Handles the next message.
	 * @param message the message; {@link Exit} and {@link Down} are messages too
	 * @throws Exception to crash
	 */
	void handle(Object message) throws Exception;

	/**
	 * Called once by whoever ends the process, when it has given up what it owned and its
	 * mailbox and its links and monitors have been told. After a kill a handler may still
	 * be running meanwhile. Must not block.
	 * @param self the process
	 * @param reason why it ended
	 */
	default void gone(Pid self, ExitReason reason) {
	}

	/**
	 * Called once when the process has ended, its signals have been sent, and no thread
	 * runs any code of it any more: after a kill this may be long after the end.
	 * @param reason why it ended
	 */
	default void ended(ExitReason reason) {
	}

	/**
	 * Whether {@link #start(ProcessContext)} is all that this does. Then the scheduler
	 * learns from it; as a rule it does not, since starts are rare and often slow.
	 * @return whether the start is the work
	 */
	default boolean worksInStart() {
		return false;
	}

	/**
	 * What the scheduler learns about blocking and computing is remembered by this type:
	 * the user's class, never an adapter's.
	 * @return the type
	 */
	default Class<?> kind() {
		return getClass();
	}

}
