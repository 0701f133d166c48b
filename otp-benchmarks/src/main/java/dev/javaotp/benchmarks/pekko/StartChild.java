package dev.javaotp.benchmarks.pekko;

import java.util.concurrent.CompletableFuture;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;

/**
 * An actor asks another to start children. Each child says itself that it has been
 * initialized, since its parent does not wait for that.
 */
final class StartChild {

	private static final Object STARTED = "started";

	private StartChild() {
	}

	static double run(ActorSystem system, int children) {
		CompletableFuture<Long> nanos = new CompletableFuture<>();
		try (Stage stage = new Stage(system); Stage supervisor = new Stage(system)) {
			stage.start(Props.create(Starter.class, () -> new Starter(supervisor.parent(), children, nanos)));
			return (double) nanos.join() / children;
		}
	}

	private static final class Starter extends UntypedAbstractActor {

		private final ActorRef supervisor;

		private final Props child;

		private final CompletableFuture<Long> nanos;

		private final long begun = System.nanoTime();

		private int left;

		Starter(ActorRef supervisor, int children, CompletableFuture<Long> nanos) {
			ActorRef starter = getSelf();
			this.supervisor = supervisor;
			this.child = Props.create(Child.class, () -> new Child(starter));
			this.left = children;
			this.nanos = nanos;
		}

		@Override
		public void preStart() {
			this.supervisor.tell(this.child, getSelf());
		}

		@Override
		public void onReceive(Object started) {
			if (--this.left > 0) {
				this.supervisor.tell(this.child, getSelf());
			}
			else {
				this.nanos.complete(System.nanoTime() - this.begun);
			}
		}

	}

	private static final class Child extends UntypedAbstractActor {

		private final ActorRef starter;

		Child(ActorRef starter) {
			this.starter = starter;
		}

		@Override
		public void preStart() {
			this.starter.tell(STARTED, getSelf());
		}

		@Override
		public void onReceive(Object message) {
			unhandled(message);
		}

	}

}
