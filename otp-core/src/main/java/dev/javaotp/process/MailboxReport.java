package dev.javaotp.process;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Told when too many messages wait for a process and when that is over: what Erlang's
 * {@code system_monitor} tells with {@code long_message_queue}. Once each time: a mailbox
 * that is long has to be down to half the mark before it can be long again.
 * <p>
 * It is told although the process is stuck in a handler, by a thread that belongs to
 * nobody. A process that ends is not told of again.
 *
 * @param pid the process
 * @param registeredName its unique name, if it has one
 * @param label its label, if it has one
 * @param kind the class of its code
 * @param state how its mailbox is now
 * @param depth how many messages waited as that was noticed
 * @param mark how many are too many: the limit of the process if the mailbox is full, the
 * mark of the system if it is long, see {@link ProcessSystem.Builder#longMailbox(int)},
 * and the smaller of the two if it is neither
 * @param limit the limit of the process, if it has one
 * @param dropped how many messages it has refused or dropped in its life
 */
public record MailboxReport(Pid pid, @Nullable String registeredName, @Nullable String label, String kind, State state,
		int depth, int mark, @Nullable MailboxLimit limit, long dropped) implements Report {

	/** How a mailbox is. */
	public enum State {

		/** No more than half as many messages wait as were too many. */
		NORMAL,

		/** More messages wait than the mark of the system. */
		LONG,

		/** So many messages wait as may, and one more came. */
		FULL

	}

	@Override
	public Level level() {
		return (this.state == State.NORMAL) ? Level.INFO : Level.WARN;
	}

	@Override
	public String about() {
		return this.kind;
	}

	/**
	 * What happened, in a sentence.
	 * @return the text
	 */
	@Override
	public String toString() {
		String process = "Process " + ((this.registeredName != null) ? this.registeredName : this.pid);
		return switch (this.state) {
			case LONG -> process + " has a long mailbox: " + this.depth + " messages wait, the mark is " + this.mark;
			case FULL -> process + " has a full mailbox: " + this.depth + " messages wait, the limit is " + this.mark
					+ ((this.limit != null) ? consequence(this.limit) : "");
			case NORMAL -> process + " has caught up: " + this.depth + " messages wait"
					+ ((this.limit != null) ? "; " + this.dropped + " were dropped since it started" : "");
		};
	}

	private static String consequence(MailboxLimit limit) {
		return switch (limit.overflow()) {
			case REJECT -> "; more are refused";
			case DROP_OLDEST -> "; the oldest are dropped for newer ones";
			case KILL -> "; it is killed";
		};
	}

}
