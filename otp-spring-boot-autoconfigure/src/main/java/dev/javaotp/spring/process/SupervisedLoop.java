package dev.javaotp.spring.process;

import java.time.Duration;

import dev.javaotp.gen.BehaviourLoop;
import dev.javaotp.gen.From;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerStatus;
import dev.javaotp.process.ErlangError;
import dev.javaotp.process.Exit;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;

/**
 * The process of a {@link Supervised} method. The method runs on a thread beside it, so
 * that the process can hear that it is to end while the method is busy: it interrupts the
 * run then, and waits for it, for as long as its supervisor does.
 */
final class SupervisedLoop extends BehaviourLoop {

	private final SupervisedMethod method;

	private @Nullable Thread run;

	private boolean ready;

	private long began;

	// why the process ends, once it does
	private @Nullable ExitReason ending;

	SupervisedLoop(SupervisedMethod method) {
		this.method = method;
	}

	/** The last run of an earlier process has ended. */
	private enum GateFree {

		INSTANCE

	}

	/** It is time for the next run. */
	private enum Tick {

		INSTANCE

	}

	/**
	 * The run has ended.
	 *
	 * @param thrown what the method threw, or {@code null} if it returned
	 */
	private record RunEnded(@Nullable Throwable thrown) {

	}

	@Override
	protected void init() {
		self().trapExits(true);
		begin();
	}

	// started only when the run has begun: a start that has to wait for a run that does
	// not end is a start that fails, with a time-out
	private void begin() {
		ProcessSystem system = self().system();
		Pid pid = self().self();
		this.began = system.time().nanoTime();
		this.run = this.method.run((thrown) -> system.send(pid, new RunEnded(thrown)),
				() -> system.send(pid, GateFree.INSTANCE));
		if (this.run != null && !this.ready) {
			this.ready = true;
			started();
		}
	}

	@Override
	protected void handleMessage(Object message) throws Exception {
		switch (message) {
			case GateFree free -> begin();
			case Tick tick -> begin();
			case RunEnded ended -> runEnded(ended.thrown());
			case Exit exit -> end(exit.reason());
			default -> {
				// nobody knows this process well enough to have something to say to it
			}
		}
	}

	private void runEnded(@Nullable Throwable thrown) throws Exception {
		this.run = null;
		if (this.ending != null) {
			throw stop(this.ending);
		}
		if (thrown instanceof Error error) {
			throw error;
		}
		if (thrown != null) {
			throw (Exception) thrown;
		}
		Duration every = this.method.every();
		if (every == null) {
			throw stop(ExitReason.NORMAL);
		}
		Duration passed = Duration.ofNanos(self().system().time().nanoTime() - this.began);
		self().sendAfter(every.minus(passed), self().self(), Tick.INSTANCE);
	}

	@Override
	protected void handleParentExit(ExitReason reason) throws Exception {
		end(reason);
	}

	@Override
	protected void handleTerminate(ExitReason reason) throws Exception {
		end(reason);
	}

	private void end(ExitReason reason) throws Exception {
		Thread run = this.run;
		if (run == null) {
			throw stop(reason);
		}
		this.ending = reason;
		run.interrupt();
	}

	@Override
	protected void handleCall(Request<?, ?> request, From<?> from) {
		throw new ErlangError("function_clause");
	}

	@Override
	public void ended(ExitReason reason) {
		super.ended(reason);
		Thread run = this.run;
		if (run != null) {
			run.interrupt();
		}
	}

	@Override
	protected Object state() {
		return (this.run != null) ? "running"
				: this.ready ? "waiting for the next run" : "waiting for the last run to end";
	}

	@Override
	protected void replaceState(@Nullable Object state) {
		throw new UnsupportedOperationException("The state of " + this.method + " is that of its bean");
	}

	@Override
	protected ServerStatus formatStatus(ServerStatus status) {
		// what it was handling is only that its run has ended
		return status.withMessage(null);
	}

	@Override
	public Class<?> kind() {
		return this.method.type();
	}

}
