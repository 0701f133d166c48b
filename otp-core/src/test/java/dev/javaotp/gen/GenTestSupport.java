package dev.javaotp.gen;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessBody;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;
import dev.javaotp.scheduler.ManualScheduler;
import org.junit.jupiter.api.AfterEach;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A system that runs one thing at a time, in time that the test moves.
 */
public abstract class GenTestSupport {

	protected static final ExitReason BOOM = ExitReason.of("boom");

	private static final Duration LONG = Duration.ofHours(1);

	protected final List<Object> reports = new CopyOnWriteArrayList<>();

	protected final ManualScheduler scheduler = new ManualScheduler(1);

	protected final ProcessSystem system = ProcessSystem.builder()
		.scheduler(this.scheduler)
		.reportListener(this.reports::add)
		.build();

	@AfterEach
	void close() {
		this.system.close();
	}

	/** Code of a process. */
	protected interface Body<T> {

		T run(ProcessContext self) throws Exception;

	}

	Pid start(Scripted server) {
		return start(server, StartOptions.DEFAULTS);
	}

	Pid start(Scripted server, StartOptions options) {
		return GenServer.start(this.system, server, options).pid();
	}

	ServerRef<Scripted> ref(Scripted server) {
		return ServerRef.of(start(server));
	}

	/** Runs a process to its end, however long it waits for something. */
	protected <T> T inProcess(Body<T> body) {
		return inProcess(SpawnOptions.DEFAULTS, body);
	}

	/** The same for a process that traps exits. */
	protected <T> T inTrappingProcess(Body<T> body) {
		return inProcess(SpawnOptions.DEFAULTS.withTrapExits(), body);
	}

	private <T> T inProcess(SpawnOptions options, Body<T> body) {
		CompletableFuture<T> result = new CompletableFuture<>();
		ProcessBody process = (self) -> {
			try {
				result.complete(body.run(self));
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
				throw ex;
			}
		};
		Pid pid = this.system.spawn(process, options);
		this.system.onDown(pid, (reason) -> result
			.completeExceptionally(new AssertionError("the process of the test has ended: " + reason)));
		this.scheduler.runUntilIdle();
		if (!result.isDone()) {
			this.scheduler.advance(LONG);
		}
		assertThat(result).as("the process of the test waits for something that never comes").isDone();
		return result.join();
	}

	/** Why a process ends, which it does before anything else can happen. */
	protected ExitReason end(Pid pid) {
		CompletableFuture<ExitReason> reason = new CompletableFuture<>();
		this.system.onDown(pid, reason::complete);
		this.scheduler.runUntilIdle();
		assertThat(reason).as("process %s lives on", pid).isDone();
		return reason.join();
	}

}
