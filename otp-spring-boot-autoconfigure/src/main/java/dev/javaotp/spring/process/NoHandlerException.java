package dev.javaotp.spring.process;

import dev.javaotp.process.ErlangError;

/**
 * A process got a call, a cast, a continuation or, if it is a state machine, an event
 * that no handler method takes: Erlang's {@code function_clause}, which is its
 * {@link #reason()}. The text names types only, since messages may hold secrets.
 */
public final class NoHandlerException extends ErlangError {

	private static final long serialVersionUID = 1L;

	private final String text;

	NoHandlerException(Class<?> process, String what, Object message, Class<?> annotation) {
		super("function_clause");
		this.text = process.getName() + " got a " + what + " of " + message.getClass().getName() + ", which no @"
				+ annotation.getSimpleName() + " method takes: add one, or do not send it";
	}

	NoHandlerException(Class<?> process, String what, Object event, String state) {
		super("function_clause");
		this.text = process.getName() + " in state " + state + " got a " + what + " of " + event.getClass().getName()
				+ ", which no @OnEvent method for this state takes: add one, or do not send it";
	}

	@Override
	public String getMessage() {
		return this.text;
	}

}
