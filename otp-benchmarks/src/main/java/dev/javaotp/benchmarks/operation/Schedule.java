package dev.javaotp.benchmarks.operation;

import java.util.concurrent.CountDownLatch;

import dev.javaotp.scheduler.Execution;
import dev.javaotp.scheduler.Kind;
import dev.javaotp.scheduler.Scheduler;
import dev.javaotp.scheduler.Slice;
import dev.javaotp.scheduler.Task;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * The scheduler is given a task, and runs it: what is below each hop between processes.
 */
public class Schedule extends OperationBenchmark {

	/**
	 * Two tasks make each other runnable in turn.
	 * @throws InterruptedException if it was ended
	 */
	@Benchmark
	@OperationsPerInvocation(TIMES)
	public void fromTask() throws InterruptedException {
		Scheduler scheduler = system().scheduler();
		Relay relay = new Relay();
		Runner first = new Runner(scheduler, relay);
		Runner second = new Runner(scheduler, relay);
		first.next = second;
		second.next = first;
		scheduler.schedule(first);
		relay.over.await();
	}

	/**
	 * A thread outside makes tasks runnable.
	 * @throws InterruptedException if it was ended
	 */
	@Benchmark
	@OperationsPerInvocation(TIMES)
	public void fromOutside() throws InterruptedException {
		Scheduler scheduler = system().scheduler();
		CountDownLatch over = new CountDownLatch(TIMES);
		Kind kind = scheduler.kind(Once.class, Execution.AUTO);
		for (int i = 0; i < TIMES; i++) {
			scheduler.schedule(new Once(kind, over));
		}
		over.await();
	}

	/** Belongs to the task that runs. */
	private static final class Relay {

		private int left = TIMES;

		private final CountDownLatch over = new CountDownLatch(1);

	}

	private static final class Runner implements Task {

		private final Scheduler scheduler;

		private final Relay relay;

		private final Kind kind;

		private Runner next;

		Runner(Scheduler scheduler, Relay relay) {
			this.scheduler = scheduler;
			this.relay = relay;
			this.kind = scheduler.kind(Runner.class, Execution.AUTO);
		}

		@Override
		public boolean run(Slice slice) {
			if (--this.relay.left > 0) {
				this.scheduler.schedule(this.next);
			}
			else {
				this.relay.over.countDown();
			}
			return false;
		}

		@Override
		public Kind kind() {
			return this.kind;
		}

	}

	private record Once(Kind kind, CountDownLatch over) implements Task {

		@Override
		public boolean run(Slice slice) {
			this.over.countDown();
			return false;
		}

	}

}
