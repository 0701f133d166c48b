package dev.javaotp.benchmarks.otp;

import java.util.concurrent.CompletableFuture;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessBody;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;

/**
 * A process that runs a plain body and tells the thread that waits outside how long it
 * took, or that it failed.
 */
final class Stopwatch implements MessageHandler {

	private final ProcessBody body;

	private final CompletableFuture<Long> nanos = new CompletableFuture<>();

	private Stopwatch(ProcessBody body) {
		this.body = body;
	}

	static double nanos(ProcessSystem system, ProcessBody body) {
		Stopwatch stopwatch = new Stopwatch(body);
		system.spawn(stopwatch, SpawnOptions.DEFAULTS);
		return stopwatch.nanos.join();
	}

	@Override
	public void start(ProcessContext self) throws Exception {
		long begun = System.nanoTime();
		this.body.run(self);
		this.nanos.complete(System.nanoTime() - begun);
		throw self.exit(ExitReason.NORMAL);
	}

	@Override
	public void handle(Object message) {
		throw new IllegalStateException("not expected: " + message);
	}

	@Override
	public void gone(Pid self, ExitReason reason) {
		// without effect if it was done before
		this.nanos.completeExceptionally(new IllegalStateException("the process ended: " + reason));
	}

	// as for any process that is a body: the scheduler learns from the body, not from
	// this class

	@Override
	public boolean worksInStart() {
		return true;
	}

	@Override
	public Class<?> kind() {
		return this.body.getClass();
	}

}
