package dev.javaotp.gen;

/**
 * A cast that something accompanies, on its way through the mailbox of a behaviour.
 *
 * @param message what the behaviour gets
 * @param passage what accompanies it
 */
record AccompaniedMessage(Object message, MessageInterceptor.Passage passage) {

	@Override
	public String toString() {
		return this.message.toString();
	}

}
