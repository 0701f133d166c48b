package dev.javaotp.benchmarks.operation;

import java.util.concurrent.CountDownLatch;

import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.SpawnOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** One process sends a message and another handles it, to and fro. */
public class Hop extends OperationBenchmark {

	private Pid first;

	/** Starts the two. */
	@Setup
	public void start() {
		Pid second = system().spawn(new Player(), SpawnOptions.DEFAULTS);
		this.first = system().spawn(new Player(), SpawnOptions.DEFAULTS);
		system().send(this.first, second);
		system().send(second, this.first);
	}

	/**
	 * A rally of some thousand hops.
	 * @throws InterruptedException if it was ended
	 */
	@Benchmark
	@OperationsPerInvocation(TIMES)
	public void betweenTwoProcesses() throws InterruptedException {
		Ball ball = new Ball();
		system().send(this.first, ball);
		ball.down.await();
	}

	/** Belongs to the player who has it. */
	private static final class Ball {

		private int left = TIMES;

		private final CountDownLatch down = new CountDownLatch(1);

	}

	private static final class Player implements MessageHandler {

		private ProcessContext self;

		private Pid partner;

		@Override
		public void start(ProcessContext self) {
			this.self = self;
		}

		@Override
		public void handle(Object message) {
			if (message instanceof Ball ball) {
				if (ball.left-- > 0) {
					this.self.send(this.partner, ball);
				}
				else {
					ball.down.countDown();
				}
			}
			else {
				this.partner = (Pid) message;
			}
		}

	}

}
