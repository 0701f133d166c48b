package dev.javaotp.spring.observation;

import io.micrometer.common.KeyValues;

/**
 * The names and keys where messages are sent: {@code call Ledger}, say, is what it is
 * called in a trace. To be extended to change some.
 */
public class DefaultMessageSenderObservationConvention implements MessageSenderObservationConvention {

	@Override
	public String getName() {
		return "otp.send";
	}

	@Override
	public String getContextualName(MessageSenderContext context) {
		return MessageKeys.word(context.getMessage().manner()) + " " + MessageKeys.kind(context.getMessage().pid());
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(MessageSenderContext context) {
		return MessageKeys.lowCardinality(context.getMessage());
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(MessageSenderContext context) {
		return MessageKeys.highCardinality(context.getMessage());
	}

}
