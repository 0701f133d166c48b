package dev.javaotp.gen.event;

import org.jspecify.annotations.Nullable;

/**
 * What a handler finds that takes the place of another.
 */
public sealed interface Predecessor {

	/**
	 * The other one was there.
	 *
	 * @param handler what it was called
	 * @param result what its {@code terminate} returned; the
	 * {@link dev.javaotp.process.ExitReason} if that threw
	 */
	record Found(HandlerId<?> handler, @Nullable Object result) implements Predecessor {

	}

	/** There was no such handler: Erlang's {@code error}. */
	record Missing() implements Predecessor {

	}

}
