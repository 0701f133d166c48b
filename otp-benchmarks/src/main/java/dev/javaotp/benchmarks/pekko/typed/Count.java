package dev.javaotp.benchmarks.pekko.typed;

import java.util.concurrent.CompletableFuture;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** One actor tells another to count, and then asks how far it got. */
final class Count {

	private int sum;

	private sealed interface Message {

	}

	private enum Increment implements Message {

		INCREMENT

	}

	private record Sum(ActorRef<Integer> replyTo) implements Message {
	}

	private Count() {
	}

	static double run(ActorSystem<Stage.Task> system, int increments) {
		CompletableFuture<Integer> result = new CompletableFuture<>();
		try (Stage stage = new Stage(system)) {
			ActorRef<Message> counter = stage.start(Behaviors.receiveMessage(new Count()::receive));
			ActorRef<Integer> producer = stage.start(producer(counter, result));
			long begun = System.nanoTime();
			producer.tell(increments);
			int sum = result.join();
			double nanos = System.nanoTime() - begun;
			if (sum != increments) {
				throw new IllegalStateException("wrong sum: " + sum);
			}
			return nanos / increments;
		}
	}

	private static Behavior<Integer> producer(ActorRef<Message> counter, CompletableFuture<Integer> result) {
		return Behaviors.receive((context, increments) -> {
			for (int i = 0; i < increments; i++) {
				counter.tell(Increment.INCREMENT);
			}
			counter.tell(new Sum(context.getSelf()));
			return Behaviors.receiveMessage((sum) -> {
				result.complete(sum);
				return Behaviors.stopped();
			});
		});
	}

	private Behavior<Message> receive(Message message) {
		switch (message) {
			case Increment increment -> this.sum++;
			case Sum(ActorRef<Integer> replyTo) -> replyTo.tell(this.sum);
		}
		return Behaviors.same();
	}

}
