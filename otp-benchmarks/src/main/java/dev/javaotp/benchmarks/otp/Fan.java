package dev.javaotp.benchmarks.otp;

import java.util.concurrent.CountDownLatch;

import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;

/** Many send to one, and one sends to many. */
final class Fan {

	private static final int SENDERS = 100;

	private static final int RECEIVERS = 1_000;

	private static final Object MESSAGE = "message";

	private Fan() {
	}

	static double in(ProcessSystem system, int messages) throws InterruptedException {
		return run(system, SENDERS, 1, messages);
	}

	static double out(ProcessSystem system, int messages) throws InterruptedException {
		return run(system, 1, RECEIVERS, messages);
	}

	private static double run(ProcessSystem system, int from, int to, int messages) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(to);
		Pid[] receivers = Participants.start(system, to, (i) -> new Receiver(done, messages / to));
		Pid[] senders = Participants.start(system, from, (i) -> new Sender(receivers, messages / from));
		long begun = System.nanoTime();
		for (Pid sender : senders) {
			system.send(sender, MESSAGE);
		}
		done.await();
		double nanos = System.nanoTime() - begun;
		Participants.end(system, senders);
		Participants.end(system, receivers);
		return nanos / messages;
	}

	private static final class Sender implements MessageHandler {

		private final Pid[] receivers;

		private final int messages;

		private ProcessContext self;

		Sender(Pid[] receivers, int messages) {
			this.receivers = receivers;
			this.messages = messages;
		}

		@Override
		public void start(ProcessContext self) {
			this.self = self;
		}

		@Override
		public void handle(Object message) {
			for (int i = 0; i < this.messages; i++) {
				this.self.send(this.receivers[i % this.receivers.length], message);
			}
		}

	}

	private static final class Receiver implements MessageHandler {

		private final CountDownLatch done;

		private int left;

		Receiver(CountDownLatch done, int messages) {
			this.done = done;
			this.left = messages;
		}

		@Override
		public void start(ProcessContext self) {
			// has nothing to prepare
		}

		@Override
		public void handle(Object message) {
			if (--this.left == 0) {
				this.done.countDown();
			}
		}

	}

}
