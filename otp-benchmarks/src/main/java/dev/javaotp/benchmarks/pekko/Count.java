package dev.javaotp.benchmarks.pekko;

import java.util.concurrent.CompletableFuture;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;

/** One actor tells another to count, and then asks how far it got. */
final class Count {

	private static final Object INCREMENT = "increment";

	private static final Object SUM = "sum";

	private static final Object START = "start";

	private Count() {
	}

	static double run(ActorSystem system, int increments) {
		CompletableFuture<Integer> result = new CompletableFuture<>();
		try (Stage stage = new Stage(system)) {
			ActorRef counter = stage.start(Props.create(Counter.class, Counter::new));
			ActorRef producer = stage
				.start(Props.create(Producer.class, () -> new Producer(counter, increments, result)));
			long begun = System.nanoTime();
			producer.tell(START, ActorRef.noSender());
			int sum = result.join();
			double nanos = System.nanoTime() - begun;
			if (sum != increments) {
				throw new IllegalStateException("wrong sum: " + sum);
			}
			return nanos / increments;
		}
	}

	private static final class Producer extends UntypedAbstractActor {

		private final ActorRef counter;

		private final int increments;

		private final CompletableFuture<Integer> result;

		Producer(ActorRef counter, int increments, CompletableFuture<Integer> result) {
			this.counter = counter;
			this.increments = increments;
			this.result = result;
		}

		@Override
		public void onReceive(Object message) {
			if (message instanceof Integer sum) {
				this.result.complete(sum);
				return;
			}
			for (int i = 0; i < this.increments; i++) {
				this.counter.tell(INCREMENT, getSelf());
			}
			this.counter.tell(SUM, getSelf());
		}

	}

	private static final class Counter extends UntypedAbstractActor {

		private int sum;

		@Override
		public void onReceive(Object message) {
			if (message == SUM) {
				getSender().tell(this.sum, getSelf());
			}
			else {
				this.sum++;
			}
		}

	}

}
