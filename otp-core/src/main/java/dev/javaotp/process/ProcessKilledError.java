package dev.javaotp.process;

/**
 * Thrown by every operation that code of a killed process attempts: Java cannot stop a
 * thread, but such code can no longer send, reply, spawn, link or register.
 * <p>
 * An {@code Error} so that {@code catch (Exception e)} does not swallow it; without a
 * stack trace, since it may be thrown very often. There is nothing to handle: let it end
 * the code that got it.
 */
public final class ProcessKilledError extends Error {

	private static final long serialVersionUID = 1L;

	ProcessKilledError(Pid pid) {
		super("process " + pid + " has ended; what is left of its code can do nothing more with processes", null,
				/* enableSuppression= */ false, /* writableStackTrace= */ false);
	}

}
