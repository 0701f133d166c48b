package dev.javaotp.benchmarks.pekko.typed;

import java.util.concurrent.CompletableFuture;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A tree in which each actor starts ten, up to so many leaves. */
final class Skynet {

	private static final int CHILDREN = 10;

	private final ActorRef<Long> parent;

	private int missing = CHILDREN;

	private long sum;

	private Skynet(ActorRef<Long> parent) {
		this.parent = parent;
	}

	static double run(ActorSystem<Stage.Task> system, int leaves) {
		CompletableFuture<Long> result = new CompletableFuture<>();
		try (Stage stage = new Stage(system)) {
			ActorRef<Long> asking = stage.start(Behaviors.receiveMessage((sum) -> {
				result.complete(sum);
				return Behaviors.stopped();
			}));
			long begun = System.nanoTime();
			stage.start(node(asking, 0, leaves));
			long sum = result.join();
			double millis = (System.nanoTime() - begun) / 1e6;
			if (sum != (long) leaves * (leaves - 1) / 2) {
				throw new IllegalStateException("wrong sum: " + sum);
			}
			return millis;
		}
	}

	private static Behavior<Long> node(ActorRef<Long> parent, long first, int leaves) {
		return Behaviors.setup((context) -> {
			if (leaves == 1) {
				parent.tell(first);
				return Behaviors.stopped();
			}
			startChildren(context, first, leaves / CHILDREN);
			return Behaviors.receiveMessage(new Skynet(parent)::add);
		});
	}

	private static void startChildren(ActorContext<Long> context, long first, int share) {
		for (int i = 0; i < CHILDREN; i++) {
			context.spawnAnonymous(node(context.getSelf(), first + (long) i * share, share));
		}
	}

	private Behavior<Long> add(long number) {
		this.sum += number;
		if (--this.missing > 0) {
			return Behaviors.same();
		}
		this.parent.tell(this.sum);
		return Behaviors.stopped();
	}

}
