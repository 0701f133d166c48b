package dev.javaotp.benchmarks.pekko.typed;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Many send to one, and one sends to many. */
final class Fan {

	private static final int SENDERS = 100;

	private static final int RECEIVERS = 1_000;

	private static final String MESSAGE = "message";

	private Fan() {
	}

	static double in(ActorSystem<Stage.Task> system, int messages) throws InterruptedException {
		return run(system, SENDERS, 1, messages);
	}

	static double out(ActorSystem<Stage.Task> system, int messages) throws InterruptedException {
		return run(system, 1, RECEIVERS, messages);
	}

	private static double run(ActorSystem<Stage.Task> system, int senders, int receivers, int messages)
			throws InterruptedException {
		CountDownLatch done = new CountDownLatch(receivers);
		try (Stage stage = new Stage(system)) {
			List<ActorRef<String>> receiving = stage.start(receivers,
					() -> Behaviors.receiveMessage(new Receiver(messages / receivers, done)::receive));
			List<ActorRef<String>> sending = stage.start(senders, () -> sender(messages / senders, receiving));
			long begun = System.nanoTime();
			sending.forEach((sender) -> sender.tell(MESSAGE));
			done.await();
			return (double) (System.nanoTime() - begun) / messages;
		}
	}

	private static Behavior<String> sender(int messages, List<ActorRef<String>> receivers) {
		return Behaviors.receiveMessage((message) -> {
			for (int i = 0; i < messages; i++) {
				receivers.get(i % receivers.size()).tell(message);
			}
			return Behaviors.same();
		});
	}

	private static final class Receiver {

		private final CountDownLatch done;

		private int left;

		Receiver(int left, CountDownLatch done) {
			this.left = left;
			this.done = done;
		}

		Behavior<String> receive(String message) {
			if (--this.left == 0) {
				this.done.countDown();
			}
			return Behaviors.same();
		}

	}

}
