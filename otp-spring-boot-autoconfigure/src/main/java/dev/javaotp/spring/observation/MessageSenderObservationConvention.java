package dev.javaotp.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * What observations of messages say where these are sent: a bean of this type replaces
 * {@link DefaultMessageSenderObservationConvention}.
 */
public interface MessageSenderObservationConvention extends ObservationConvention<MessageSenderContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof MessageSenderContext;
	}

}
