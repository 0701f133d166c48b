package dev.javaotp.benchmarks.pekko.typed;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A member of a ring in which one message goes round. */
final class Ring {

	private static final int MEMBERS = 1_000;

	private final ActorRef<Message> next;

	private final CountDownLatch done;

	private int left;

	private sealed interface Message {

	}

	private record Next(ActorRef<Message> neighbour) implements Message {
	}

	private enum Token implements Message {

		TOKEN

	}

	private Ring(ActorRef<Message> next, int rounds, CountDownLatch done) {
		this.next = next;
		this.left = rounds;
		this.done = done;
	}

	static double run(ActorSystem<Stage.Task> system, int steps) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(MEMBERS);
		try (Stage stage = new Stage(system)) {
			List<ActorRef<Message>> members = stage.start(MEMBERS, () -> alone(steps / MEMBERS, done));
			for (int i = 0; i < MEMBERS; i++) {
				members.get(i).tell(new Next(members.get((i + 1) % MEMBERS)));
			}
			long begun = System.nanoTime();
			members.get(0).tell(Token.TOKEN);
			done.await();
			return (double) (System.nanoTime() - begun) / steps;
		}
	}

	private static Behavior<Message> alone(int rounds, CountDownLatch done) {
		return Behaviors.receiveMessage((message) -> (message instanceof Next(ActorRef<Message> neighbour))
				? Behaviors.receiveMessage(new Ring(neighbour, rounds, done)::pass) : Behaviors.unhandled());
	}

	private Behavior<Message> pass(Message token) {
		if (this.left > 0) {
			this.next.tell(token);
			if (--this.left == 0) {
				this.done.countDown();
			}
		}
		return Behaviors.same();
	}

}
