package dev.javaotp.gen;

import dev.javaotp.process.ErlangError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server got something that it has no callback for: Erlang's {@code function_clause},
 * which is its {@link #reason()}. The text names types only, since messages may hold
 * secrets.
 */
public final class UnhandledMessageException extends ErlangError {

	private static final long serialVersionUID = 1L;

	private static final Logger logger = LoggerFactory.getLogger(GenServer.class);

	private final String message;

	UnhandledMessageException(String what, Object message, GenServer<?, ?, ?> server) {
		super("function_clause");
		this.message = server.kind().getName() + " got " + what + " of " + message.getClass().getName()
				+ ", which it does not handle: override " + callback(what) + ", or do not send it";
	}

	private static String callback(String what) {
		return switch (what) {
			case "a call" -> "handleCall";
			case "a cast" -> "handleCast";
			default -> "handleContinue";
		};
	}

	@Override
	public String getMessage() {
		return this.message;
	}

	static void warn(Object message, GenServer<?, ?, ?> server) {
		logger.warn("{} dropped a message of {}: override handleInfo to handle it", server.kind().getName(),
				message.getClass().getName());
	}

}
