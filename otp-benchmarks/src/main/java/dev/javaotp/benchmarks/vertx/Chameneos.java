package dev.javaotp.benchmarks.vertx;

import java.util.concurrent.CompletableFuture;

import dev.javaotp.benchmarks.work.Colour;

import io.vertx.core.Handler;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;

/** Creatures that meet in pairs in a mall and change their colours. */
final class Chameneos {

	private static final int CREATURES = 100;

	private static final String MALL = Consumers.address("mall", 0);

	private static final String CLOSED = "closed";

	record Meet(String creature, Colour colour) {
	}

	private Chameneos() {
	}

	static double run(EventLoops loops, int meetings) throws InterruptedException {
		EventBus bus = loops.bus();
		CompletableFuture<Integer> sum = new CompletableFuture<>();
		try (Consumers mall = new Consumers(loops, "mall", 1, 1, (i) -> new Mall(bus, meetings, sum));
				Consumers creatures = new Consumers(loops, "creature", CREATURES, 1,
						(i) -> new Creature(bus, Consumers.address("creature", i), Colour.of(i)))) {
			long begun = System.nanoTime();
			creatures.sendAll("start");
			if (sum.join() != 2 * meetings) {
				throw new IllegalStateException("wrong number of meetings: " + sum.join());
			}
			return (double) (System.nanoTime() - begun) / meetings;
		}
	}

	private static final class Mall implements Handler<Message<Object>> {

		private final EventBus bus;

		private final CompletableFuture<Integer> result;

		private String waiting = "";

		private int left;

		private int inside = CREATURES;

		private int sum;

		Mall(EventBus bus, int meetings, CompletableFuture<Integer> result) {
			this.bus = bus;
			this.left = meetings;
			this.result = result;
		}

		@Override
		public void handle(Message<Object> message) {
			if (message.body() instanceof Meet creature) {
				meet(creature);
			}
			else {
				this.sum += (Integer) message.body();
				if (--this.inside == 0) {
					this.result.complete(this.sum);
				}
			}
		}

		private void meet(Meet creature) {
			if (this.left == 0) {
				this.bus.send(creature.creature(), CLOSED);
			}
			else if (this.waiting.isEmpty()) {
				this.waiting = creature.creature();
			}
			else {
				this.left--;
				this.bus.send(this.waiting, creature);
				this.waiting = "";
			}
		}

	}

	private static final class Creature implements Handler<Message<Object>> {

		private final EventBus bus;

		private final String address;

		private Colour colour;

		private int met;

		Creature(EventBus bus, String address, Colour colour) {
			this.bus = bus;
			this.address = address;
			this.colour = colour;
		}

		@Override
		public void handle(Message<Object> message) {
			switch (message.body()) {
				case Meet other -> {
					this.colour = this.colour.after(other.colour());
					this.bus.send(other.creature(), this.colour);
					this.met++;
					enter();
				}
				case Colour changed -> {
					this.colour = changed;
					this.met++;
					enter();
				}
				case Object told when told.equals(CLOSED) -> this.bus.send(MALL, this.met);
				default -> enter();
			}
		}

		private void enter() {
			this.bus.send(MALL, new Meet(this.address, this.colour));
		}

	}

}
