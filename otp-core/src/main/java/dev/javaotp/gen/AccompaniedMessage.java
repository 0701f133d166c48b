package dev.javaotp.gen;

import dev.javaotp.process.Envelope;

/**
 * A cast that something accompanies, on its way through the mailbox of a behaviour.
 *
 * @param message what the behaviour gets
 * @param passage what accompanies it
 */
record AccompaniedMessage(Object message, MessageInterceptor.Passage passage) implements Envelope {

	@Override
	public Object content() {
		return this.message;
	}

	@Override
	public String toString() {
		return this.message.toString();
	}

}
