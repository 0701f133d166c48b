package dev.javaotp.spring.observation;

import java.util.HashMap;
import java.util.Map;

import dev.javaotp.gen.MessageInterceptor;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Observes messages: see {@link MessageObservation}. What a tracer wants to be told to
 * the other side travels with the message, so that what a process does because of a
 * message, the calls it makes included, is a part of the sender's trace.
 * <p>
 * Made for messages that are worth it: two observations cost more than most messages do.
 */
public class MessageObservations implements MessageInterceptor {

	private static final MessageSenderObservationConvention SENDER = new DefaultMessageSenderObservationConvention();

	private static final MessageReceiverObservationConvention RECEIVER = new DefaultMessageReceiverObservationConvention();

	private final ObservationRegistry registry;

	private final @Nullable MessageSenderObservationConvention senderConvention;

	private final @Nullable MessageReceiverObservationConvention receiverConvention;

	/**
	 * Creates the observations.
	 * @param registry where they are made
	 * @param senderConvention what is said where messages are sent, or {@code null} for
	 * the default
	 * @param receiverConvention what is said where they are handled, or {@code null} for
	 * the default
	 */
	public MessageObservations(ObservationRegistry registry,
			@Nullable MessageSenderObservationConvention senderConvention,
			@Nullable MessageReceiverObservationConvention receiverConvention) {
		this.registry = registry;
		this.senderConvention = senderConvention;
		this.receiverConvention = receiverConvention;
	}

	@Override
	public @Nullable Passage sending(Outgoing message) {
		if (this.registry.isNoop()) {
			return null;
		}
		Map<String, String> headers = new HashMap<>();
		Observation sending = MessageObservation.SEND.start(this.senderConvention, SENDER,
				() -> new MessageSenderContext(message, headers), this.registry);
		return new Observed(message, headers, sending);
	}

	/** One message, from where it is sent to where it is handled. */
	private final class Observed implements Passage {

		private final Outgoing message;

		// filled before the message is sent, only read from then on
		private final Map<String, String> headers;

		private final Observation sending;

		Observed(Outgoing message, Map<String, String> headers, Observation sending) {
			this.message = message;
			this.headers = headers;
			this.sending = sending;
		}

		@Override
		public void sent(@Nullable Throwable failure) {
			if (failure != null) {
				this.sending.error(failure);
			}
			this.sending.stop();
		}

		@Override
		public void handle(ProcessContext process, Runnable handling) {
			MessageObservations observations = MessageObservations.this;
			Observation observation = MessageObservation.HANDLE.start(observations.receiverConvention, RECEIVER,
					() -> new MessageReceiverContext(this.message, this.headers, process), observations.registry);
			try (Observation.Scope scope = observation.openScope()) {
				handling.run();
			}
			catch (Throwable ex) {
				// a process ends by an exception in good order, too
				if (ExitReason.crash(ex).isAbnormal()) {
					observation.error(ex);
				}
				throw ex;
			}
			finally {
				observation.stop();
			}
		}

	}

}
