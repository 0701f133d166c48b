package dev.javaotp.benchmarks.pekko;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;

import org.apache.pekko.actor.AbstractActor.ActorContext;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.SupervisorStrategy;
import org.apache.pekko.actor.UntypedAbstractActor;
import org.apache.pekko.pattern.Patterns;

/**
 * The parent of the actors of one run, which end with it. An actor creates others much
 * faster than a thread outside does.
 */
final class Stage implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofMinutes(5);

	private static final int TURN = 100;

	private final ActorRef parent;

	Stage(ActorSystem system) {
		this(system, SupervisorStrategy.defaultStrategy());
	}

	Stage(ActorSystem system, SupervisorStrategy strategy) {
		this.parent = system.actorOf(Props.create(Parent.class, () -> new Parent(strategy)));
	}

	ActorRef start(Props props) {
		return inside((context) -> context.actorOf(props));
	}

	ActorRef[] start(int actors, Props props) {
		return inside((context) -> {
			ActorRef[] started = new ActorRef[actors];
			for (int i = 0; i < actors; i++) {
				started[i] = context.actorOf(props);
			}
			return started;
		});
	}

	/** Does something as the parent does. */
	<T> T inside(Function<ActorContext, T> function) {
		CompletableFuture<T> result = new CompletableFuture<>();
		this.parent.tell(new Task((context) -> result.complete(function.apply(context))), ActorRef.noSender());
		return result.join();
	}

	/**
	 * Does something many times. Between any {@value #TURN} of them the parent looks
	 * after the children that have ended, since the fewer it has the faster it starts
	 * another.
	 */
	void repeat(int times, ObjIntConsumer<ActorContext> action) {
		this.parent.tell(turn(action, 0, times), ActorRef.noSender());
	}

	private static Task turn(ObjIntConsumer<ActorContext> action, int from, int to) {
		return new Task((context) -> {
			int end = Math.min(from + TURN, to);
			for (int i = from; i < end; i++) {
				action.accept(context, i);
			}
			if (end < to) {
				context.getSelf().tell(turn(action, end, to), context.getSelf());
			}
		});
	}

	/** The parent, which starts a child when it is sent its {@link Props}. */
	ActorRef parent() {
		return this.parent;
	}

	@Override
	public void close() {
		Patterns.gracefulStop(this.parent, LIMIT).toCompletableFuture().join();
	}

	private record Task(Consumer<ActorContext> action) {
	}

	private static final class Parent extends UntypedAbstractActor {

		private final SupervisorStrategy strategy;

		Parent(SupervisorStrategy strategy) {
			this.strategy = strategy;
		}

		@Override
		public SupervisorStrategy supervisorStrategy() {
			return this.strategy;
		}

		@Override
		public void onReceive(Object message) {
			if (message instanceof Props child) {
				getContext().actorOf(child);
			}
			else if (message instanceof Task task) {
				task.action().accept(getContext());
			}
		}

	}

}
