package dev.javaotp.gen;

import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import org.jspecify.annotations.Nullable;

/**
 * Has something accompany messages from the code that sends them to the code that handles
 * them, a trace or a logging context say. Asked of each call, request and cast that goes
 * through a {@link ServerRef}; not of other messages, nor of those of {@link Sys}.
 * <p>
 * Without an interceptor a message costs one look at a field more than nothing, and one
 * at its type. To count or to time calls only, a {@link CallListener} costs less.
 *
 * @see MessageInterceptors
 */
@FunctionalInterface
public interface MessageInterceptor {

	/**
	 * A message is about to be sent. Called by the thread that sends it, so it must be
	 * quick and must not block; what it throws the sender gets, and the message is not
	 * sent.
	 * @param message the message, and whom it is for
	 * @return what accompanies it, or {@code null} if nothing does
	 */
	@Nullable Passage sending(Outgoing message);

	/**
	 * A message that is about to be sent.
	 *
	 * @param target whom the sender means: a name, a pid, or whatever the reference was
	 * made from
	 * @param pid the process, or {@code null} if there is none
	 * @param message the {@link Request} or {@link Message}
	 * @param manner how it is sent
	 */
	record Outgoing(Object target, @Nullable Pid pid, Object message, Manner manner) {
	}

	/** How a message is sent. */
	enum Manner {

		/** With {@link ServerRef#call(Request)}: the sender waits for the answer. */
		CALL,

		/** With {@link ServerRef#sendRequest(Request)}: the answer is fetched later. */
		REQUEST,

		/** With {@link ServerRef#cast(Message)}: there is no answer. */
		CAST

	}

	/** What accompanies one message. */
	interface Passage {

		/**
		 * Handles the message. Called at most once, by the process that the message is
		 * for, unless that is no behaviour; not at all if it never comes to this one.
		 * @param process the process
		 * @param handling handles it; to be run exactly once. What it throws ends the
		 * process, also in good order, and is to be thrown on
		 */
		void handle(ProcessContext process, Runnable handling);

		/**
		 * The sender goes on: it has the answer of its call, or there is none, or it has
		 * sent what is no call. Called once, by the thread that sent the message, and not
		 * in any order with its handling.
		 * @param failure what the sender gets instead of an answer, or {@code null}
		 */
		default void sent(@Nullable Throwable failure) {
		}

	}

}
