package dev.javaotp.benchmarks.pekko.typed;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Creatures that meet in pairs in a mall and change their colours. */
final class Chameneos {

	private static final int CREATURES = 100;

	private sealed interface ToMall {

	}

	private sealed interface ToCreature {

	}

	private record Meet(ActorRef<ToCreature> creature, Colour colour) implements ToMall, ToCreature {
	}

	private record Met(int meetings) implements ToMall {
	}

	private enum Colour implements ToCreature {

		BLUE, RED, YELLOW;

		Colour after(Colour other) {
			return (this == other) ? this : values()[3 - ordinal() - other.ordinal()];
		}

	}

	private enum Notice implements ToCreature {

		OPEN, CLOSED

	}

	private Chameneos() {
	}

	static double run(ActorSystem<Stage.Task> system, int meetings) {
		CompletableFuture<Integer> result = new CompletableFuture<>();
		AtomicInteger born = new AtomicInteger();
		try (Stage stage = new Stage(system)) {
			ActorRef<ToMall> mall = stage.start(Behaviors.receiveMessage(new Mall(meetings, result)::receive));
			List<ActorRef<ToCreature>> creatures = stage.start(CREATURES,
					() -> Creature.behavior(mall, Colour.values()[born.getAndIncrement() % 3]));
			long begun = System.nanoTime();
			creatures.forEach((creature) -> creature.tell(Notice.OPEN));
			int sum = result.join();
			double nanos = System.nanoTime() - begun;
			if (sum != 2 * meetings) {
				throw new IllegalStateException("wrong number of meetings: " + sum);
			}
			return nanos / meetings;
		}
	}

	private static final class Mall {

		private final CompletableFuture<Integer> result;

		private int left;

		private int inside = CREATURES;

		private int sum;

		private Meet waiting;

		Mall(int meetings, CompletableFuture<Integer> result) {
			this.left = meetings;
			this.result = result;
		}

		Behavior<ToMall> receive(ToMall message) {
			switch (message) {
				case Meet meet -> introduce(meet);
				case Met(int meetings) -> {
					this.sum += meetings;
					if (--this.inside == 0) {
						this.result.complete(this.sum);
					}
				}
			}
			return Behaviors.same();
		}

		private void introduce(Meet meet) {
			if (this.left == 0) {
				meet.creature().tell(Notice.CLOSED);
			}
			else if (this.waiting == null) {
				this.waiting = meet;
			}
			else {
				this.waiting.creature().tell(meet);
				this.waiting = null;
				this.left--;
			}
		}

	}

	private static final class Creature {

		private final ActorRef<ToCreature> self;

		private final ActorRef<ToMall> mall;

		private Colour colour;

		private int met;

		private Creature(ActorRef<ToCreature> self, ActorRef<ToMall> mall, Colour colour) {
			this.self = self;
			this.mall = mall;
			this.colour = colour;
		}

		static Behavior<ToCreature> behavior(ActorRef<ToMall> mall, Colour colour) {
			return Behaviors
				.setup((context) -> Behaviors.receiveMessage(new Creature(context.getSelf(), mall, colour)::receive));
		}

		private Behavior<ToCreature> receive(ToCreature message) {
			switch (message) {
				case Meet(ActorRef<ToCreature> other, Colour colourOfOther) -> {
					change(this.colour.after(colourOfOther));
					other.tell(this.colour);
					goToMall();
				}
				case Colour changed -> {
					change(changed);
					goToMall();
				}
				case Notice notice when notice == Notice.OPEN -> goToMall();
				case Notice closed -> this.mall.tell(new Met(this.met));
			}
			return Behaviors.same();
		}

		private void change(Colour changed) {
			this.colour = changed;
			this.met++;
		}

		private void goToMall() {
			this.mall.tell(new Meet(this.self, this.colour));
		}

	}

}
