package dev.javaotp.benchmarks.operation;

import java.util.concurrent.CountDownLatch;

import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.SpawnOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Messages are put into a mailbox while its owner is busy, and taken out afterwards. The
 * owner is the sender, so that nobody is woken and no other thread gets in between.
 */
public class Mailbox extends OperationBenchmark {

	private Pid owner;

	/**
	 * Starts the owner.
	 * @param blackhole where messages go
	 */
	@Setup
	public void start(Blackhole blackhole) {
		this.owner = system().spawn(new Owner(new Receiver(blackhole)), SpawnOptions.DEFAULTS);
	}

	/**
	 * Both for some thousand messages.
	 * @throws InterruptedException if it was ended
	 */
	@Benchmark
	@OperationsPerInvocation(TIMES)
	public void pushAndDrain() throws InterruptedException {
		Fill fill = new Fill(new CountDownLatch(1));
		system().send(this.owner, fill);
		fill.drained().await();
	}

	private record Fill(CountDownLatch drained) {
	}

	private static final class Owner implements MessageHandler {

		private final Receiver receiver;

		private ProcessContext self;

		Owner(Receiver receiver) {
			this.receiver = receiver;
		}

		@Override
		public void start(ProcessContext self) {
			this.self = self;
		}

		@Override
		public void handle(Object message) {
			if (message instanceof Fill(CountDownLatch drained)) {
				for (int i = 0; i < TIMES; i++) {
					this.self.send(this.self.self(), MESSAGE);
				}
				this.self.send(this.self.self(), drained);
			}
			else {
				this.receiver.handle(message);
			}
		}

	}

}
