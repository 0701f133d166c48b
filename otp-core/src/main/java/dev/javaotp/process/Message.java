package dev.javaotp.process;

import org.jspecify.annotations.Nullable;

/**
 * A place in a mailbox. In the inbox {@code next} is the message that came before and
 * {@code depth} the number of messages from this one down, or {@link #COUNTED_ELSEWHERE};
 * once the owner has taken over {@code next} is the message that came after.
 */
class Message {

	/** Nobody is waiting and nothing has come: the process is idle. */
	static final @Nullable Message IDLE = null;

	/** Nothing has come, and the process is scheduled or runs. */
	static final Message BUSY = new Message("busy");

	/** Nothing has come, and a thread waits for it. */
	static final Message WAITING = new Message("waiting");

	/** Nothing can come any more. */
	static final Message CLOSED = new Message("closed");

	/**
	 * The depth of all messages of a mailbox that is counted otherwise: none is alone.
	 */
	static final int COUNTED_ELSEWHERE = 2;

	final Object content;

	@Nullable Message next;

	int depth;

	Message(Object content) {
		this.content = content;
	}

	final boolean isMark() {
		return this.depth == 0;
	}

	/** Whether it counts where a mailbox has a limit. */
	boolean counts() {
		return true;
	}

	/**
	 * A message that a mailbox takes whatever its limit; only made where there is one.
	 */
	static final class Uncounted extends Message {

		Uncounted(Object content) {
			super(content);
		}

		@Override
		boolean counts() {
			return false;
		}

	}

	/**
	 * A message that came by a monitor, an alias, a link or a trapped exit signal. What
	 * it is depends on whether that is still there when the owner takes it over.
	 */
	static final class Conditional extends Message {

		/** The source of an {@link Exit}. */
		enum ExitSignal {

			/** The other end of a link. */
			OF_LINK,

			/** Somebody who need not be linked. */
			OF_PROCESS

		}

		// a Monitor, an Alias or an ExitSignal
		final Object source;

		Conditional(Object content, Object source) {
			super(content);
			this.source = source;
		}

		@Override
		boolean counts() {
			return false;
		}

	}

}
