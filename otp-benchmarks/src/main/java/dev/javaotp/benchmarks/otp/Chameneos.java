package dev.javaotp.benchmarks.otp;

import java.util.concurrent.CompletableFuture;

import dev.javaotp.benchmarks.work.Colour;
import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;

/** Creatures that meet in pairs in a mall and change their colours (Savina). */
final class Chameneos {

	private static final int CREATURES = 100;

	private static final Object START = "start";

	private static final Object CLOSED = "closed";

	private record Meet(Pid creature, Colour colour) {
	}

	private Chameneos() {
	}

	static double run(ProcessSystem system, int meetings) {
		CompletableFuture<Integer> sum = new CompletableFuture<>();
		Pid mall = system.spawn(new Mall(meetings, sum), SpawnOptions.DEFAULTS);
		Pid[] creatures = Participants.start(system, CREATURES, (i) -> new Creature(mall, Colour.of(i)));
		long begun = System.nanoTime();
		for (Pid creature : creatures) {
			system.send(creature, START);
		}
		if (sum.join() != 2 * meetings) {
			throw new IllegalStateException("wrong number of meetings: " + sum.join());
		}
		double nanos = System.nanoTime() - begun;
		Participants.end(system, creatures);
		Participants.end(system, mall);
		return nanos / meetings;
	}

	private static final class Mall implements MessageHandler {

		private final CompletableFuture<Integer> result;

		private int left;

		private int inside = CREATURES;

		private int sum;

		private ProcessContext self;

		private Meet waiting;

		Mall(int meetings, CompletableFuture<Integer> result) {
			this.left = meetings;
			this.result = result;
		}

		@Override
		public void start(ProcessContext self) {
			this.self = self;
		}

		@Override
		public void handle(Object message) {
			if (message instanceof Meet meet) {
				meet(meet);
			}
			else {
				this.sum += (Integer) message;
				if (--this.inside == 0) {
					this.result.complete(this.sum);
				}
			}
		}

		private void meet(Meet meet) {
			if (this.left == 0) {
				this.self.send(meet.creature(), CLOSED);
			}
			else if (this.waiting == null) {
				this.waiting = meet;
			}
			else {
				this.self.send(this.waiting.creature(), meet);
				this.waiting = null;
				this.left--;
			}
		}

	}

	private static final class Creature implements MessageHandler {

		private final Pid mall;

		private Colour colour;

		private int met;

		private ProcessContext self;

		Creature(Pid mall, Colour colour) {
			this.mall = mall;
			this.colour = colour;
		}

		@Override
		public void start(ProcessContext self) {
			this.self = self;
		}

		@Override
		public void handle(Object message) {
			if (message == CLOSED) {
				this.self.send(this.mall, this.met);
				return;
			}
			if (message instanceof Meet(Pid other, Colour its)) {
				this.colour = this.colour.after(its);
				this.self.send(other, this.colour);
				this.met++;
			}
			else if (message instanceof Colour changed) {
				this.colour = changed;
				this.met++;
			}
			this.self.send(this.mall, new Meet(this.self.self(), this.colour));
		}

	}

}
