package dev.javaotp.gen;

import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;

/**
 * How to start a process below another, again and again: what stands in a child
 * specification. It does not wait for {@code init}, so that a supervisor never blocks.
 *
 * @see GenServer#linkedStart(java.util.function.Supplier, StartOptions)
 * @see BehaviourLoop#startLinkAsync(ProcessContext, BehaviourLoop, StartOptions)
 */
@FunctionalInterface
public interface LinkedStart {

	/**
	 * Starts a process that is linked with the parent from its first moment, and returns
	 * at once. Exactly one {@link StartAck} with the pid is sent to the parent when
	 * {@code init} is through, or the process has ended. Whoever does not want to wait
	 * that long unlinks the process and kills it.
	 * <p>
	 * It may throw, when the object that is to serve cannot be made: then nothing was
	 * started and no {@code StartAck} comes.
	 * @param parent the process that starts it
	 * @return the pid
	 */
	Pid startLink(ProcessContext parent);

}
