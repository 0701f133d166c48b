package dev.javaotp.benchmarks.pekko;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.javaotp.benchmarks.peer.Figures;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;
import org.apache.pekko.pattern.Patterns;

/**
 * Questions to a server, by {@code ask}: with a timeout, and an answer that belongs to
 * its question.
 */
final class Calls {

	static final Props SERVER = Props.create(Server.class, Server::new);

	static final Object QUESTION = "question";

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private Calls() {
	}

	static double fromActor(ActorSystem system, int calls, int percent) {
		CompletableFuture<long[]> nanos = new CompletableFuture<>();
		try (Stage stage = new Stage(system)) {
			ActorRef server = stage.start(SERVER);
			stage.start(Props.create(Caller.class, () -> new Caller(server, calls, nanos)));
			return Figures.percentile(nanos.join(), percent);
		}
	}

	static double fromPlatformThread(ActorSystem system, int calls, int percent) {
		return fromThread(system, calls, percent, (caller) -> Thread.ofPlatform().start(caller));
	}

	static double fromVirtualThread(ActorSystem system, int calls, int percent) {
		return fromThread(system, calls, percent, Thread::startVirtualThread);
	}

	private static double fromThread(ActorSystem system, int calls, int percent, Consumer<Runnable> start) {
		CompletableFuture<long[]> nanos = new CompletableFuture<>();
		try (Stage stage = new Stage(system)) {
			ActorRef server = stage.start(SERVER);
			start.accept(() -> nanos.complete(call(server, calls)));
			return Figures.percentile(nanos.join(), percent);
		}
	}

	private static long[] call(ActorRef server, int calls) {
		long[] nanos = new long[calls];
		for (int i = 0; i < calls; i++) {
			long begun = System.nanoTime();
			Patterns.ask(server, QUESTION, TIMEOUT).toCompletableFuture().join();
			nanos[i] = System.nanoTime() - begun;
		}
		return nanos;
	}

	private static final class Server extends UntypedAbstractActor {

		@Override
		public void onReceive(Object message) {
			getSender().tell(message, getSelf());
		}

	}

	/** An actor must not block, so the answer comes back to it as a message. */
	private static final class Caller extends UntypedAbstractActor {

		private final ActorRef server;

		private final CompletableFuture<long[]> result;

		private final long[] nanos;

		private int answered;

		private long asked;

		Caller(ActorRef server, int calls, CompletableFuture<long[]> result) {
			this.server = server;
			this.nanos = new long[calls];
			this.result = result;
		}

		@Override
		public void preStart() {
			ask();
		}

		@Override
		public void onReceive(Object answer) {
			this.nanos[this.answered++] = System.nanoTime() - this.asked;
			if (this.answered < this.nanos.length) {
				ask();
			}
			else {
				this.result.complete(this.nanos);
			}
		}

		private void ask() {
			this.asked = System.nanoTime();
			Patterns.pipe(Patterns.ask(this.server, QUESTION, TIMEOUT), getContext().getDispatcher()).to(getSelf());
		}

	}

}
