package dev.javaotp.process;

import dev.javaotp.scheduler.Execution;

/** Runs a plain body as the first and only thing the process does. */
final class BodyHandler implements MessageHandler {

	private static final ExitException DONE = new ExitException(ExitReason.NORMAL);

	private final ProcessBody body;

	BodyHandler(ProcessBody body) {
		this.body = body;
	}

	/** A body waits for its messages on a thread of its own. */
	static SpawnOptions options(SpawnOptions options) {
		return (options.execution() == Execution.AUTO) ? options.withExecution(Execution.BLOCKING) : options;
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
	public Class<?> kind() {
		return this.body.getClass();
	}

}
