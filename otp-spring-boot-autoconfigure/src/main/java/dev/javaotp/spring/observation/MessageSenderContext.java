package dev.javaotp.spring.observation;

import java.util.Map;
import java.util.Objects;

import dev.javaotp.gen.MessageInterceptor;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;

/** What is known of a message where it is sent. */
public class MessageSenderContext extends SenderContext<Map<String, String>> {

	private final MessageInterceptor.Outgoing message;

	/**
	 * Creates the context.
	 * @param message the message
	 * @param headers what accompanies it, to be filled
	 */
	public MessageSenderContext(MessageInterceptor.Outgoing message, Map<String, String> headers) {
		super((carrier, key, value) -> Objects.requireNonNull(carrier).put(key, value),
				(message.manner() == MessageInterceptor.Manner.CALL) ? Kind.CLIENT : Kind.PRODUCER);
		this.message = message;
		setCarrier(headers);
	}

	/**
	 * The message.
	 * @return what is sent, to whom and how
	 */
	public MessageInterceptor.Outgoing getMessage() {
		return this.message;
	}

}
