package dev.javaotp.benchmarks.pekko;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.javaotp.benchmarks.work.Colour;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;

/** Creatures that meet in pairs in a mall and change their colours. */
final class Chameneos {

	private static final int CREATURES = 100;

	private static final Object START = "start";

	private static final Object CLOSED = "closed";

	private record Meet(ActorRef creature, Colour colour) {
	}

	private Chameneos() {
	}

	static double run(ActorSystem system, int meetings) {
		CompletableFuture<Integer> result = new CompletableFuture<>();
		AtomicInteger born = new AtomicInteger();
		try (Stage stage = new Stage(system)) {
			ActorRef mall = stage.start(Props.create(Mall.class, () -> new Mall(meetings, result)));
			ActorRef[] creatures = stage.start(CREATURES,
					Props.create(Creature.class, () -> new Creature(mall, Colour.of(born.getAndIncrement()))));
			long begun = System.nanoTime();
			for (ActorRef creature : creatures) {
				creature.tell(START, ActorRef.noSender());
			}
			int sum = result.join();
			double nanos = System.nanoTime() - begun;
			if (sum != 2 * meetings) {
				throw new IllegalStateException("wrong number of meetings: " + sum);
			}
			return nanos / meetings;
		}
	}

	private static final class Mall extends UntypedAbstractActor {

		private final CompletableFuture<Integer> result;

		private int left;

		private int inside = CREATURES;

		private int sum;

		private Meet waiting;

		Mall(int meetings, CompletableFuture<Integer> result) {
			this.left = meetings;
			this.result = result;
		}

		@Override
		public void onReceive(Object message) {
			if (message instanceof Meet meet) {
				introduce(meet);
				return;
			}
			this.sum += (Integer) message;
			if (--this.inside == 0) {
				this.result.complete(this.sum);
			}
		}

		private void introduce(Meet meet) {
			if (this.left == 0) {
				meet.creature().tell(CLOSED, getSelf());
			}
			else if (this.waiting == null) {
				this.waiting = meet;
			}
			else {
				this.waiting.creature().tell(meet, getSelf());
				this.waiting = null;
				this.left--;
			}
		}

	}

	private static final class Creature extends UntypedAbstractActor {

		private final ActorRef mall;

		private Colour colour;

		private int met;

		Creature(ActorRef mall, Colour colour) {
			this.mall = mall;
			this.colour = colour;
		}

		@Override
		public void onReceive(Object message) {
			if (message == CLOSED) {
				this.mall.tell(this.met, getSelf());
				return;
			}
			if (message instanceof Meet other) {
				this.colour = this.colour.after(other.colour());
				other.creature().tell(this.colour, getSelf());
				this.met++;
			}
			else if (message instanceof Colour changed) {
				this.colour = changed;
				this.met++;
			}
			this.mall.tell(new Meet(getSelf(), this.colour), getSelf());
		}

	}

}
