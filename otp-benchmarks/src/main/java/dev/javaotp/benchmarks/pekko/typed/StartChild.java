package dev.javaotp.benchmarks.pekko.typed;

import java.util.concurrent.CompletableFuture;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * An actor asks another to start children. Each child says itself that it has been
 * initialized, since its parent does not wait for that.
 */
final class StartChild {

	private static final String STARTED = "started";

	private int left;

	private record Start(ActorRef<String> replyTo) {
	}

	private StartChild(int children) {
		this.left = children;
	}

	static double run(ActorSystem<Stage.Task> system, int children) {
		CompletableFuture<Long> nanos = new CompletableFuture<>();
		try (Stage stage = new Stage(system)) {
			ActorRef<Start> supervisor = stage.start(supervisor());
			stage.start(new StartChild(children).starter(supervisor, nanos));
			return (double) nanos.join() / children;
		}
	}

	private Behavior<String> starter(ActorRef<Start> supervisor, CompletableFuture<Long> nanos) {
		return Behaviors.setup((context) -> {
			Start start = new Start(context.getSelf());
			long begun = System.nanoTime();
			supervisor.tell(start);
			return Behaviors.receiveMessage((started) -> {
				if (--this.left > 0) {
					supervisor.tell(start);
				}
				else {
					nanos.complete(System.nanoTime() - begun);
				}
				return Behaviors.same();
			});
		});
	}

	private static Behavior<Start> supervisor() {
		return Behaviors.receive((context, start) -> {
			context.spawnAnonymous(Behaviors.supervise(child(start.replyTo())).onFailure(SupervisorStrategy.restart()));
			return Behaviors.same();
		});
	}

	private static Behavior<Void> child(ActorRef<String> starter) {
		return Behaviors.setup((context) -> {
			starter.tell(STARTED);
			return Behaviors.ignore();
		});
	}

}
