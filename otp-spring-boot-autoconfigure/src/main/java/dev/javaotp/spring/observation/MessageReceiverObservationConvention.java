package dev.javaotp.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * What observations of messages say where these are handled: a bean of this type replaces
 * {@link DefaultMessageReceiverObservationConvention}.
 */
public interface MessageReceiverObservationConvention extends ObservationConvention<MessageReceiverContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof MessageReceiverContext;
	}

}
