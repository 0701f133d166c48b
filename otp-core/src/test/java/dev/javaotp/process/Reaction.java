package dev.javaotp.process;

/** A handler that only reacts, so that a lambda may be one. */
@FunctionalInterface
interface Reaction extends MessageHandler {

	@Override
	default void start(ProcessContext self) {
	}

}
