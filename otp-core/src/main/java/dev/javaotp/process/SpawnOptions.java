package dev.javaotp.process;

import dev.javaotp.scheduler.Execution;
import org.jspecify.annotations.Nullable;

/**
 * How a process is started. Immutable; refined with the {@code with} methods.
 *
 * @param trapExits whether it traps exits from its first moment
 * @param label a name for people, shown in reports; not unique, not looked up
 * @param execution what is known about its code: leave it {@link Execution#AUTO} unless
 * you know better
 * @param interruptible whether a kill interrupts its thread. An interrupt may close what
 * the thread is using, a file channel say; a process that must not be interrupted goes on
 * after a kill until its handler returns, without any effect on other processes
 * @param mailboxLimit how many messages may wait for it and what happens to more, or
 * {@code null} for any number, as in OTP
 */
public record SpawnOptions(boolean trapExits, @Nullable String label, Execution execution, boolean interruptible,
		@Nullable MailboxLimit mailboxLimit) {

	/** No trapping, no label, automatic execution, interruptible, any mailbox. */
	public static final SpawnOptions DEFAULTS = new SpawnOptions(false, null, Execution.AUTO, true, null);

	/**
	 * Returns these options for a process that traps exits from its first moment.
	 * @return the refined options
	 */
	public SpawnOptions withTrapExits() {
		return new SpawnOptions(true, this.label, this.execution, this.interruptible, this.mailboxLimit);
	}

	/**
	 * Returns these options with a label.
	 * @param label the label
	 * @return the refined options
	 */
	public SpawnOptions withLabel(@Nullable String label) {
		return new SpawnOptions(this.trapExits, label, this.execution, this.interruptible, this.mailboxLimit);
	}

	/**
	 * Returns these options with another execution.
	 * @param execution what is known about the code
	 * @return the refined options
	 */
	public SpawnOptions withExecution(Execution execution) {
		return new SpawnOptions(this.trapExits, this.label, execution, this.interruptible, this.mailboxLimit);
	}

	/**
	 * Returns these options for a process whose thread a kill does not interrupt.
	 * @return the refined options
	 */
	public SpawnOptions withoutInterrupt() {
		return new SpawnOptions(this.trapExits, this.label, this.execution, false, this.mailboxLimit);
	}

	/**
	 * Returns these options for a process whose mailbox has a limit.
	 * @param limit the limit, or {@code null} for none
	 * @return the refined options
	 */
	public SpawnOptions withMailboxLimit(@Nullable MailboxLimit limit) {
		return new SpawnOptions(this.trapExits, this.label, this.execution, this.interruptible, limit);
	}

}
