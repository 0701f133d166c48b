package dev.javaotp.spring.observation;

import io.micrometer.common.KeyValues;

/**
 * The names and keys where messages are handled: {@code handle Balance}, say, is what it
 * is called in a trace. To be extended to change some.
 */
public class DefaultMessageReceiverObservationConvention implements MessageReceiverObservationConvention {

	@Override
	public String getName() {
		return "otp.handle";
	}

	@Override
	public String getContextualName(MessageReceiverContext context) {
		return "handle " + MessageKeys.message(context.getMessage().message());
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(MessageReceiverContext context) {
		return MessageKeys.lowCardinality(context.getMessage());
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(MessageReceiverContext context) {
		return MessageKeys.highCardinality(context.getMessage());
	}

}
