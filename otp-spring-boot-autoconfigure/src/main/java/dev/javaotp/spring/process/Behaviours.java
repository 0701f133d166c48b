package dev.javaotp.spring.process;

import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.statem.GenStatem;
import org.jspecify.annotations.Nullable;

/**
 * The behaviours that a class of process beans may implement itself, instead of having
 * handler methods.
 */
final class Behaviours {

	private Behaviours() {
	}

	/** Return what people call the behaviour of a class, {@code null} if it has none. */
	static @Nullable String of(Class<?> type) {
		return GenServer.class.isAssignableFrom(type) ? "GenServer"
				: GenStatem.class.isAssignableFrom(type) ? "GenStatem" : null;
	}

}
