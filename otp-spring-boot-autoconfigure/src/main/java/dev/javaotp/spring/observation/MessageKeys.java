package dev.javaotp.spring.observation;

import java.util.Locale;

import dev.javaotp.gen.MessageInterceptor;
import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.Pid;
import dev.javaotp.spring.process.MethodMessage;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/** What both conventions say of a message. */
final class MessageKeys {

	private static final String NONE = "none";

	private MessageKeys() {
	}

	static KeyValues lowCardinality(MessageInterceptor.Outgoing message) {
		return KeyValues.of(MessageObservation.LowCardinalityKey.KIND.withValue(kind(message.pid())),
				MessageObservation.LowCardinalityKey.MESSAGE.withValue(message(message.message())),
				MessageObservation.LowCardinalityKey.MANNER.withValue(word(message.manner())));
	}

	static KeyValues highCardinality(MessageInterceptor.Outgoing message) {
		Pid pid = message.pid();
		return KeyValues.of(MessageObservation.HighCardinalityKey.PROCESS.withValue(String.valueOf(message.target())),
				MessageObservation.HighCardinalityKey.PID.withValue((pid != null) ? pid.toString() : NONE));
	}

	/** The class of a process, which has none any more if it has ended. */
	static String kind(@Nullable Pid pid) {
		MessageHandler handler = (pid != null) ? pid.system().handler(pid, MessageHandler.class) : null;
		return (handler != null) ? ClassUtils.getShortName(handler.kind()) : NONE;
	}

	static String message(Object message) {
		if (message instanceof MethodMessage call) {
			return ClassUtils.getShortName(call.method().getDeclaringClass()) + "." + call.method().getName();
		}
		return ClassUtils.getShortName(message.getClass());
	}

	static String word(MessageInterceptor.Manner manner) {
		return manner.name().toLowerCase(Locale.ROOT);
	}

}
