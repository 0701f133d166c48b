package dev.javaotp.benchmarks.pekko.typed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The parent of the actors of one run, which end with it. Only an actor can start others.
 */
final class Stage implements AutoCloseable {

	private static final int TURN = 100;

	private final ActorSystem<Task> system;

	private final ActorRef<Task> parent;

	private final CompletableFuture<Void> ended = new CompletableFuture<>();

	Stage(ActorSystem<Task> system) {
		this.system = system;
		this.parent = inside(system, (context) -> context.spawnAnonymous(parent(() -> this.ended.complete(null))));
	}

	/** The behaviour of a parent. */
	static Behavior<Task> parent() {
		return parent(() -> {
		});
	}

	private static Behavior<Task> parent(Runnable afterwards) {
		return Behaviors.receive((context, task) -> {
			task.action().accept(context);
			return Behaviors.same();
		}, (context, signal) -> {
			// sent when all children have stopped
			if (signal instanceof PostStop) {
				afterwards.run();
			}
			return Behaviors.same();
		});
	}

	<T> ActorRef<T> start(Behavior<T> behavior) {
		return inside((context) -> context.spawnAnonymous(behavior));
	}

	<T> List<ActorRef<T>> start(int actors, Supplier<Behavior<T>> behaviors) {
		return inside((context) -> {
			List<ActorRef<T>> started = new ArrayList<>(actors);
			for (int i = 0; i < actors; i++) {
				started.add(context.spawnAnonymous(behaviors.get()));
			}
			return started;
		});
	}

	/** Does something as the parent does. */
	<T> T inside(Function<ActorContext<Task>, T> function) {
		return inside(this.parent, function);
	}

	private static <T> T inside(ActorRef<Task> actor, Function<ActorContext<Task>, T> function) {
		CompletableFuture<T> result = new CompletableFuture<>();
		actor.tell(new Task((context) -> result.complete(function.apply(context))));
		return result.join();
	}

	/**
	 * Does something many times. Between any {@value #TURN} of them the parent looks
	 * after the children that have ended, since the fewer it has the faster it starts
	 * another.
	 */
	void repeat(int times, ObjIntConsumer<ActorContext<Task>> action) {
		this.parent.tell(turn(action, 0, times));
	}

	private static Task turn(ObjIntConsumer<ActorContext<Task>> action, int from, int to) {
		return new Task((context) -> {
			int end = Math.min(from + TURN, to);
			for (int i = from; i < end; i++) {
				action.accept(context, i);
			}
			if (end < to) {
				context.getSelf().tell(turn(action, end, to));
			}
		});
	}

	@Override
	public void close() {
		this.system.tell(new Task((context) -> context.stop(this.parent)));
		this.ended.join();
	}

	/** What a parent is told to do. */
	record Task(Consumer<ActorContext<Task>> action) {
	}

}
