package dev.javaotp.process;

import org.jspecify.annotations.Nullable;

/**
 * Something that a process owns and that goes with it: a registered name, later a table
 * or a socket. It is released before the exit and down signals of the process leave, so
 * that whoever gets such a signal finds it gone: a supervisor may register the name again
 * at once.
 *
 * @see ProcessSystem#own(Pid, OwnedResource)
 */
public interface OwnedResource {

	/**
	 * Called once by the thread that ends the process. Must not block and must not throw.
	 * @param owner the process that ended
	 */
	void release(Pid owner);

	/**
	 * The name that this resource gives its owner in reports and figures.
	 * @return the name or {@code null}
	 */
	default @Nullable String registeredName() {
		return null;
	}

}
