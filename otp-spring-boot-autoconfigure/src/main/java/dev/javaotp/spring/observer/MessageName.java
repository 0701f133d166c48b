package dev.javaotp.spring.observer;

import java.lang.reflect.Method;

import dev.javaotp.gen.statem.Event;
import dev.javaotp.spring.process.MethodMessage;

import org.springframework.util.ClassUtils;

/**
 * What a message is called where its contents must not be seen: by its type, or by the
 * method that was called.
 */
final class MessageName {

	private MessageName() {
	}

	static String of(Object message) {
		return switch (message) {
			case MethodMessage call -> name(call.method());
			case Event.Call<?, ?> call -> of(call.request());
			case Event.Cast<?, ?> cast -> of(cast.message());
			case Event.Info<?, ?> info -> of(info.message());
			default -> ClassUtils.getShortName(message.getClass());
		};
	}

	private static String name(Method method) {
		return ClassUtils.getShortName(method.getDeclaringClass()) + "." + method.getName();
	}

}
