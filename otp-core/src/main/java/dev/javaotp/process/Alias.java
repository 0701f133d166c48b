package dev.javaotp.process;

/**
 * An address of a process that can be taken back: messages sent to it after that are
 * dropped before they reach the mailbox. Erlang's process aliases.
 * <p>
 * Anyone may hold it and send to it with {@link ProcessSystem#send(Alias, Object)}; only
 * its owner makes and deactivates it, and nobody can ask whether it is still active.
 */
public final class Alias {

	/** When an alias ends. */
	public enum Mode {

		/** Only when its owner says so with {@link ProcessContext#unalias(Alias)}. */
		EXPLICIT_UNALIAS,

		/** With the first message sent to it. */
		REPLY,

		/** With the monitor that it is tied to. */
		DEMONITOR,

		/** With the first message sent to it, which also ends its monitor. */
		REPLY_DEMONITOR

	}

	private final ProcessCell owner;

	private final Mode mode;

	private final Ref ref;

	// guarded by the owner's lock
	private boolean active = true;

	Alias(ProcessCell owner, Mode mode, Ref ref) {
		this.owner = owner;
		this.mode = mode;
		this.ref = ref;
	}

	/**
	 * The reference of this alias; of one tied to a monitor it is the monitor.
	 * @return the reference
	 */
	public Ref ref() {
		return this.ref;
	}

	ProcessCell owner() {
		return this.owner;
	}

	Mode mode() {
		return this.mode;
	}

	boolean isActive() {
		return this.active;
	}

	boolean deactivate() {
		boolean was = this.active;
		this.active = false;
		return was;
	}

	@Override
	public String toString() {
		return "#Alias<" + this.owner + "," + this.ref + ">";
	}

}
