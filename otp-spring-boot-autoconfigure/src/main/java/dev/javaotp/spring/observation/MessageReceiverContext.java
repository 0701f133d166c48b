package dev.javaotp.spring.observation;

import java.util.Map;

import dev.javaotp.gen.MessageInterceptor;
import dev.javaotp.process.ProcessContext;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;

/** What is known of a message where it is handled. */
public class MessageReceiverContext extends ReceiverContext<Map<String, String>> {

	private final MessageInterceptor.Outgoing message;

	private final ProcessContext process;

	/**
	 * Creates the context.
	 * @param message the message, as it was sent
	 * @param headers what accompanied it
	 * @param process the process that handles it
	 */
	public MessageReceiverContext(MessageInterceptor.Outgoing message, Map<String, String> headers,
			ProcessContext process) {
		super((carrier, key) -> carrier.get(key),
				(message.manner() == MessageInterceptor.Manner.CALL) ? Kind.SERVER : Kind.CONSUMER);
		this.message = message;
		this.process = process;
		setCarrier(headers);
	}

	/**
	 * The message.
	 * @return what was sent, to whom and how
	 */
	public MessageInterceptor.Outgoing getMessage() {
		return this.message;
	}

	/**
	 * The process.
	 * @return the one that handles the message
	 */
	public ProcessContext getProcess() {
		return this.process;
	}

}
