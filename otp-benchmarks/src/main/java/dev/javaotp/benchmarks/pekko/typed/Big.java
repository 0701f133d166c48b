package dev.javaotp.benchmarks.pekko.typed;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** One of the actors that ping each other at random. */
final class Big {

	private static final int ACTORS = 120;

	private final Ping ping;

	private final CountDownLatch done;

	private final SplittableRandom random;

	private int left;

	private List<ActorRef<Message>> others = List.of();

	private sealed interface Message {

	}

	private record Start(List<ActorRef<Message>> actors) implements Message {
	}

	private record Ping(ActorRef<Message> from) implements Message {
	}

	private enum Pong implements Message {

		PONG

	}

	private Big(ActorRef<Message> self, int pings, int seed, CountDownLatch done) {
		this.ping = new Ping(self);
		this.left = pings;
		this.random = new SplittableRandom(seed);
		this.done = done;
	}

	static double run(ActorSystem<Stage.Task> system, int messages) throws InterruptedException {
		int pings = messages / 2 / ACTORS;
		CountDownLatch done = new CountDownLatch(ACTORS);
		AtomicInteger seed = new AtomicInteger();
		try (Stage stage = new Stage(system)) {
			List<ActorRef<Message>> actors = stage.start(ACTORS, () -> behavior(pings, seed.getAndIncrement(), done));
			Start start = new Start(actors);
			long begun = System.nanoTime();
			actors.forEach((actor) -> actor.tell(start));
			done.await();
			return (System.nanoTime() - begun) / (2.0 * pings * ACTORS);
		}
	}

	private static Behavior<Message> behavior(int pings, int seed, CountDownLatch done) {
		return Behaviors
			.setup((context) -> Behaviors.receiveMessage(new Big(context.getSelf(), pings, seed, done)::receive));
	}

	private Behavior<Message> receive(Message message) {
		switch (message) {
			case Ping(ActorRef<Message> from) -> from.tell(Pong.PONG);
			case Pong pong -> ping();
			case Start(List<ActorRef<Message>> actors) -> {
				this.others = actors;
				ping();
			}
		}
		return Behaviors.same();
	}

	private void ping() {
		if (this.left-- > 0) {
			this.others.get(this.random.nextInt(ACTORS)).tell(this.ping);
		}
		else {
			this.done.countDown();
		}
	}

}
