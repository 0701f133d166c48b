package dev.javaotp.process;

/**
 * A process that is a plain body of code: it runs from top to bottom, receives when it
 * wants to, and the process ends when it returns.
 * <p>
 * Such a process has a (virtual) thread for as long as it lives. For a process that only
 * reacts to messages a {@link MessageHandler}, or a behaviour above it, costs far less.
 */
@FunctionalInterface
public interface ProcessBody {

	/**
	 * What the process does.
	 * @param self the process
	 * @throws Exception to crash
	 */
	void run(ProcessContext self) throws Exception;

}
