package dev.javaotp.process;

/**
 * Runs a plain body as the first and only thing the process does. Most bodies wait for
 * messages, and their kind is found out when the first of them does; one that computes
 * instead must not hold the carrier of a virtual thread, which cannot be preempted.
 */
final class BodyHandler implements MessageHandler {

	private static final ExitException DONE = new ExitException(ExitReason.NORMAL);

	private final ProcessBody body;

	BodyHandler(ProcessBody body) {
		this.body = body;
	}

	@Override
	public void start(ProcessContext self) throws Exception {
		this.body.run(self);
		throw DONE;
	}

	@Override
	public void handle(Object message) {
		throw new IllegalStateException("a body takes its messages itself, got: " + message);
	}

	@Override
	public boolean worksInStart() {
		return true;
	}

	@Override
	public Class<?> kind() {
		return this.body.getClass();
	}

}
