package dev.javaotp.benchmarks.operation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessBody;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What all benchmarks of operations have in common: how long they run, a system, and a
 * process in it that does what only a process can. The annotations can be overridden on
 * the command line.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = { "-Xms1g", "-Xmx1g" })
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public abstract class OperationBenchmark {

	/** How often a process repeats an operation for one call by JMH. */
	protected static final int TIMES = 10_000;

	/** Something to send. */
	protected static final Object MESSAGE = "message";

	// processes that crash on purpose would fill the log
	private final ProcessSystem system = ProcessSystem.builder().reportListener((report) -> {
	}).build();

	private final Pid worker = this.system.spawn(new Worker(), SpawnOptions.DEFAULTS);

	/** Ends all processes. */
	@TearDown
	public void closeSystem() {
		this.system.close();
	}

	/**
	 * The system that everything happens in.
	 * @return the system
	 */
	protected final ProcessSystem system() {
		return this.system;
	}

	/**
	 * Has the process do something, and waits.
	 * @param body what it does
	 */
	protected final void inProcess(ProcessBody body) {
		Job job = new Job(body, new CompletableFuture<>());
		this.system.send(this.worker, job);
		job.done().join();
	}

	private record Job(ProcessBody body, CompletableFuture<Boolean> done) {
	}

	private static final class Worker implements MessageHandler {

		private ProcessContext self;

		@Override
		public void start(ProcessContext self) {
			this.self = self;
		}

		@Override
		public void handle(Object message) {
			if (message instanceof Job(ProcessBody body, CompletableFuture<Boolean> done)) {
				try {
					body.run(this.self);
					done.complete(true);
				}
				catch (Exception ex) {
					done.completeExceptionally(ex);
				}
			}
		}

	}

}
