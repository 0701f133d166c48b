package dev.javaotp.benchmarks.pekko;

import java.util.concurrent.CountDownLatch;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;

/** Many send to one, and one sends to many. */
final class Fan {

	private static final int SENDERS = 100;

	private static final int RECEIVERS = 1_000;

	private static final Object MESSAGE = "message";

	private Fan() {
	}

	static double in(ActorSystem system, int messages) throws InterruptedException {
		return run(system, SENDERS, 1, messages);
	}

	static double out(ActorSystem system, int messages) throws InterruptedException {
		return run(system, 1, RECEIVERS, messages);
	}

	private static double run(ActorSystem system, int senders, int receivers, int messages)
			throws InterruptedException {
		CountDownLatch done = new CountDownLatch(receivers);
		try (Stage stage = new Stage(system)) {
			ActorRef[] receiving = stage.start(receivers,
					Props.create(Receiver.class, () -> new Receiver(messages / receivers, done)));
			ActorRef[] sending = stage.start(senders,
					Props.create(Sender.class, () -> new Sender(messages / senders, receiving)));
			long begun = System.nanoTime();
			for (ActorRef sender : sending) {
				sender.tell(MESSAGE, ActorRef.noSender());
			}
			done.await();
			return (double) (System.nanoTime() - begun) / messages;
		}
	}

	private static final class Sender extends UntypedAbstractActor {

		private final int messages;

		private final ActorRef[] receivers;

		Sender(int messages, ActorRef[] receivers) {
			this.messages = messages;
			this.receivers = receivers;
		}

		@Override
		public void onReceive(Object message) {
			for (int i = 0; i < this.messages; i++) {
				this.receivers[i % this.receivers.length].tell(message, getSelf());
			}
		}

	}

	private static final class Receiver extends UntypedAbstractActor {

		private final CountDownLatch done;

		private int left;

		Receiver(int left, CountDownLatch done) {
			this.left = left;
			this.done = done;
		}

		@Override
		public void onReceive(Object message) {
			if (--this.left == 0) {
				this.done.countDown();
			}
		}

	}

}
