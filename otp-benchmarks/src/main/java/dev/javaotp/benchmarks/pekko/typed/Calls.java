package dev.javaotp.benchmarks.pekko.typed;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import dev.javaotp.benchmarks.peer.Figures;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Questions to a server, by {@code ask}: with a timeout, and an answer that belongs to
 * its question.
 */
final class Calls {

	private static final String ANSWER = "answer";

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	/** What the server is asked. */
	record Question(ActorRef<String> replyTo) {
	}

	private Calls() {
	}

	static Behavior<Question> server() {
		return Behaviors.receiveMessage((question) -> {
			question.replyTo().tell(ANSWER);
			return Behaviors.same();
		});
	}

	/** Asks from outside. */
	static CompletionStage<String> ask(ActorSystem<?> system, ActorRef<Question> server) {
		return AskPattern.ask(server, Question::new, TIMEOUT, system.scheduler());
	}

	static double fromActor(ActorSystem<Stage.Task> system, int calls, int percent) {
		CompletableFuture<long[]> nanos = new CompletableFuture<>();
		try (Stage stage = new Stage(system)) {
			ActorRef<Question> server = stage.start(server());
			stage.start(Caller.behavior(server, calls, nanos));
			return Figures.percentile(nanos.join(), percent);
		}
	}

	static double fromPlatformThread(ActorSystem<Stage.Task> system, int calls, int percent) {
		return fromThread(system, calls, percent, (caller) -> Thread.ofPlatform().start(caller));
	}

	static double fromVirtualThread(ActorSystem<Stage.Task> system, int calls, int percent) {
		return fromThread(system, calls, percent, Thread::startVirtualThread);
	}

	private static double fromThread(ActorSystem<Stage.Task> system, int calls, int percent, Consumer<Runnable> start) {
		CompletableFuture<long[]> nanos = new CompletableFuture<>();
		try (Stage stage = new Stage(system)) {
			ActorRef<Question> server = stage.start(server());
			start.accept(() -> nanos.complete(call(system, server, calls)));
			return Figures.percentile(nanos.join(), percent);
		}
	}

	private static long[] call(ActorSystem<?> system, ActorRef<Question> server, int calls) {
		long[] nanos = new long[calls];
		for (int i = 0; i < calls; i++) {
			long begun = System.nanoTime();
			ask(system, server).toCompletableFuture().join();
			nanos[i] = System.nanoTime() - begun;
		}
		return nanos;
	}

	/** An actor must not block, so the answer comes back to it as a message. */
	private static final class Caller {

		private final ActorContext<String> context;

		private final ActorRef<Question> server;

		private final CompletableFuture<long[]> result;

		private final long[] nanos;

		private int answered;

		private long asked;

		private Caller(ActorContext<String> context, ActorRef<Question> server, int calls,
				CompletableFuture<long[]> result) {
			this.context = context;
			this.server = server;
			this.nanos = new long[calls];
			this.result = result;
		}

		static Behavior<String> behavior(ActorRef<Question> server, int calls, CompletableFuture<long[]> result) {
			return Behaviors.setup((context) -> {
				Caller caller = new Caller(context, server, calls, result);
				caller.ask();
				return Behaviors.receiveMessage(caller::receive);
			});
		}

		private Behavior<String> receive(String answer) {
			this.nanos[this.answered++] = System.nanoTime() - this.asked;
			if (this.answered < this.nanos.length) {
				ask();
			}
			else {
				this.result.complete(this.nanos);
			}
			return Behaviors.same();
		}

		private void ask() {
			this.asked = System.nanoTime();
			this.context.ask(String.class, this.server, TIMEOUT, Question::new,
					(answer, failure) -> (failure != null) ? failure.toString() : answer);
		}

	}

}
