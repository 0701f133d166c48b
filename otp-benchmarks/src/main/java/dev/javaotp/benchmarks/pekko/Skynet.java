package dev.javaotp.benchmarks.pekko;

import java.util.concurrent.CompletableFuture;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;

/** A tree in which each actor starts ten, up to so many leaves. */
final class Skynet {

	private static final int CHILDREN = 10;

	private Skynet() {
	}

	static double run(ActorSystem system, int leaves) {
		CompletableFuture<Long> result = new CompletableFuture<>();
		try (Stage stage = new Stage(system)) {
			ActorRef asking = stage.start(Props.create(Asking.class, () -> new Asking(result)));
			long begun = System.nanoTime();
			asking.tell(leaves, ActorRef.noSender());
			long sum = result.join();
			double millis = (System.nanoTime() - begun) / 1e6;
			if (sum != (long) leaves * (leaves - 1) / 2) {
				throw new IllegalStateException("wrong sum: " + sum);
			}
			return millis;
		}
	}

	private static final class Asking extends UntypedAbstractActor {

		private final CompletableFuture<Long> result;

		Asking(CompletableFuture<Long> result) {
			this.result = result;
		}

		@Override
		public void onReceive(Object message) {
			if (message instanceof Integer leaves) {
				getContext().actorOf(Node.props(0, leaves));
			}
			else if (message instanceof Long sum) {
				this.result.complete(sum);
			}
		}

	}

	private static final class Node extends UntypedAbstractActor {

		private final long first;

		private final int leaves;

		private int missing = CHILDREN;

		private long sum;

		private Node(long first, int leaves) {
			this.first = first;
			this.leaves = leaves;
		}

		static Props props(long first, int leaves) {
			return Props.create(Node.class, () -> new Node(first, leaves));
		}

		@Override
		public void preStart() {
			if (this.leaves == 1) {
				answer(this.first);
				return;
			}
			int share = this.leaves / CHILDREN;
			for (int i = 0; i < CHILDREN; i++) {
				getContext().actorOf(props(this.first + (long) i * share, share));
			}
		}

		@Override
		public void onReceive(Object message) {
			this.sum += (Long) message;
			if (--this.missing == 0) {
				answer(this.sum);
			}
		}

		private void answer(long number) {
			getContext().getParent().tell(number, getSelf());
			getContext().stop(getSelf());
		}

	}

}
