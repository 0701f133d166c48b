package dev.javaotp.gen.task;

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
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.AfterEach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

/**
 * A system that runs one thing at a time, in time that the test moves, and processes in
 * which a test does something.
 */
public abstract class TaskTestSupport {

	protected static final ExitReason BOOM = ExitReason.of("boom");

	protected static final SpawnOptions TRAPPING = SpawnOptions.DEFAULTS.withTrapExits();

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

	/** Code of a process that has no result. */
	protected interface Code extends Body<Object> {

		void does(ProcessContext self) throws Exception;

		@Override
		default Object run(ProcessContext self) throws Exception {
			does(self);
			return "done";
		}

	}

	/** A process that does something. */
	protected final class Actor<T> {

		public final Pid pid;

		public final CompletableFuture<T> result = new CompletableFuture<>();

		public final CompletableFuture<ExitReason> end = new CompletableFuture<>();

		Actor(SpawnOptions options, Body<T> body) {
			ProcessBody process = (self) -> {
				try {
					this.result.complete(body.run(self));
				}
				catch (Throwable ex) {
					this.result.completeExceptionally(ex);
					throw ex;
				}
			};
			this.pid = TaskTestSupport.this.system.spawn(process, options);
			TaskTestSupport.this.system.onDown(this.pid, this.end::complete);
			TaskTestSupport.this.scheduler.runUntilIdle();
		}

		public T result() {
			assertThat(this.result).as("process %s still waits for something", this.pid).isDone();
			return this.result.join();
		}

		public ExitReason end() {
			assertThat(this.end).as("process %s lives on", this.pid).isDone();
			return this.end.join();
		}

	}

	protected <T> Actor<T> actor(Body<T> body) {
		return new Actor<>(SpawnOptions.DEFAULTS, body);
	}

	protected <T> Actor<T> trappingActor(Body<T> body) {
		return new Actor<>(TRAPPING, body);
	}

	/** Has a process do something that needs no time. */
	protected void runIn(Code code) {
		actor(code).result();
	}

	/** The same in a process that traps exits. */
	protected void runInTrapping(Code code) {
		trappingActor(code).result();
	}

	/** What comes of something that a process does and that needs no time. */
	protected <T> ObjectAssert<T> assertThatIn(Body<T> body) {
		return assertThatObject(actor(body).result());
	}

	/** The same in a process that traps exits. */
	protected <T> ObjectAssert<T> assertThatInTrapping(Body<T> body) {
		return assertThatObject(trappingActor(body).result());
	}

	/** For tasks: takes so long, in the time of the test. */
	protected static <T> T after(Duration duration, T value) {
		ProcessContext.current().sleep(duration);
		return value;
	}

	protected static Duration seconds(long seconds) {
		return Duration.ofSeconds(seconds);
	}

	protected static <T> T fail(ExitReason reason) {
		throw ProcessContext.current().exit(reason);
	}

}
