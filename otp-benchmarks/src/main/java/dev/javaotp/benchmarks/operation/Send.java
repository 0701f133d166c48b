package dev.javaotp.benchmarks.operation;

import java.util.concurrent.CountDownLatch;

import dev.javaotp.process.Pid;
import dev.javaotp.process.SpawnOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** One after the other is sent to a process, until it has handled them all. */
public class Send extends OperationBenchmark {

	private Pid receiver;

	/**
	 * Starts the receiver.
	 * @param blackhole where messages go
	 */
	@Setup
	public void start(Blackhole blackhole) {
		this.receiver = system().spawn(new Receiver(blackhole), SpawnOptions.DEFAULTS);
	}

	/**
	 * Messages from a thread that is no process.
	 * @throws InterruptedException if it was ended
	 */
	@Benchmark
	@OperationsPerInvocation(TIMES)
	public void fromOutside() throws InterruptedException {
		CountDownLatch all = new CountDownLatch(1);
		for (int i = 0; i < TIMES; i++) {
			system().send(this.receiver, MESSAGE);
		}
		system().send(this.receiver, all);
		all.await();
	}

	/**
	 * Messages from another process.
	 * @throws InterruptedException if it was ended
	 */
	@Benchmark
	@OperationsPerInvocation(TIMES)
	public void fromProcess() throws InterruptedException {
		CountDownLatch all = new CountDownLatch(1);
		inProcess((self) -> {
			for (int i = 0; i < TIMES; i++) {
				self.send(this.receiver, MESSAGE);
			}
			self.send(this.receiver, all);
		});
		all.await();
	}

}
