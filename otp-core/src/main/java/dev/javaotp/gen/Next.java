package dev.javaotp.gen;

import java.time.Duration;
import java.util.Objects;

/**
 * What a server does after a callback, before it takes the next message: what stands last
 * in the tuples that Erlang's callbacks return.
 */
public sealed interface Next {

	/**
	 * Nothing: waits for the next message.
	 * @return what comes next
	 */
	static Next message() {
		return Message.INSTANCE;
	}

	/**
	 * Gives {@link Timeout} to {@code handleInfo} if no message comes for so long. Any
	 * message ends it, whether it is of interest or not; a request of {@link Sys} starts
	 * it anew. With zero it comes when the mailbox is empty.
	 * @param duration how long to wait
	 * @return what comes next
	 */
	static Next timeout(Duration duration) {
		return new After(duration);
	}

	/**
	 * Calls {@code handleContinue} before any message is taken, even one that came during
	 * {@code init}; a reply leaves first.
	 * @param argument what {@code handleContinue} gets
	 * @return what comes next
	 */
	static Next continueWith(Object argument) {
		return new Continue(argument);
	}

	/**
	 * Erlang's {@code hibernate}, for code that is carried over. An idle server is an
	 * object without a stack here, so there is nothing to put away.
	 * @return what comes next
	 */
	static Next hibernate() {
		return Message.INSTANCE;
	}

	/** The next message. */
	enum Message implements Next {

		/** The only one. */
		INSTANCE

	}

	/**
	 * The next message, or a {@link Timeout}.
	 *
	 * @param duration how long to wait
	 */
	record After(Duration duration) implements Next {

		public After {
			Objects.requireNonNull(duration, "duration");
		}

	}

	/**
	 * A call of {@code handleContinue}.
	 *
	 * @param argument what it gets
	 */
	record Continue(Object argument) implements Next {

		public Continue {
			Objects.requireNonNull(argument, "argument");
		}

	}

}
