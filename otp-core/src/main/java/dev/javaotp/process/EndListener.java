package dev.javaotp.process;

/**
 * Told when processes end: one listener may watch any number of them, and costs nothing
 * for each. For those who stop very many processes; who needs to know of one is better
 * off with {@link ProcessSystem#onDown}, a process with a monitor.
 *
 * @see ProcessSystem#watch(Pid, EndListener)
 */
@FunctionalInterface
public interface EndListener {

	/**
	 * Called once for each process that is watched, when it has given up what it owned.
	 * The thread is the one that ends the process, so this must not block, and may be
	 * called for two processes at the same time.
	 * @param pid the process that ended
	 * @param reason why
	 */
	void ended(Pid pid, ExitReason reason);

}
