package dev.javaotp.process;

/**
 * The identity of a process: stays the same as long as the process lives, and is never
 * given to another one. Two pids are equal only if they are the same object.
 * <p>
 * May be kept, compared and sent around by any thread. Messages are sent to it through
 * {@link ProcessContext#send(Pid, Object)} in a process, or
 * {@link ProcessSystem#send(Pid, Object)} elsewhere.
 */
public abstract sealed class Pid permits Mailbox {

	private final ProcessSystem system;

	private final long id;

	Pid(ProcessSystem system, long id) {
		this.system = system;
		this.id = id;
	}

	/**
	 * The system that the process belongs to.
	 * @return the system
	 */
	public final ProcessSystem system() {
		return this.system;
	}

	/**
	 * The number of the process, unique in its system.
	 * @return the number
	 */
	public final long id() {
		return this.id;
	}

	/**
	 * Whether the process is alive: Erlang's {@code is_process_alive}. May be untrue by
	 * the time it is looked at.
	 * @return whether it has not ended yet
	 */
	public abstract boolean isAlive();

	/** A hash of the number: cheaper than that of an object's identity. */
	@Override
	public final int hashCode() {
		return Long.hashCode(this.id);
	}

	/** Whether the other is the same process of the same system. */
	@Override
	public final boolean equals(Object other) {
		return this == other;
	}

	/**
	 * Returns the pid as Erlang writes it, {@code <0.12.0>}.
	 */
	@Override
	public final String toString() {
		return "<0." + this.id + ".0>";
	}

}
