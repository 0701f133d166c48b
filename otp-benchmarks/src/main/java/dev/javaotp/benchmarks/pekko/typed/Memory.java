package dev.javaotp.benchmarks.pekko.typed;

import java.util.concurrent.CountDownLatch;

import dev.javaotp.benchmarks.peer.Figures;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** What actors and the messages that wait for them take of the heap. */
final class Memory {

	private static final String MESSAGE = "message";

	private Memory() {
	}

	static double supervised(ActorSystem<Stage.Task> system, int actors) throws InterruptedException {
		CountDownLatch initialized = new CountDownLatch(actors);
		return idle(system, actors, Server.supervised(initialized), initialized);
	}

	static double bare(ActorSystem<Stage.Task> system, int actors) throws InterruptedException {
		CountDownLatch initialized = new CountDownLatch(actors);
		return idle(system, actors, Behaviors.setup((context) -> {
			initialized.countDown();
			return Behaviors.empty();
		}), initialized);
	}

	private static <T> double idle(ActorSystem<Stage.Task> system, int actors, Behavior<T> behavior,
			CountDownLatch initialized) throws InterruptedException {
		try (Stage stage = new Stage(system)) {
			long before = Figures.usedHeap();
			stage.inside((context) -> {
				for (int i = 0; i < actors; i++) {
					context.spawnAnonymous(behavior);
				}
				return actors;
			});
			initialized.await();
			return (double) (Figures.usedHeap() - before) / actors;
		}
	}

	static double named(ActorSystem<Stage.Task> system, int actors) throws InterruptedException {
		CountDownLatch initialized = new CountDownLatch(actors);
		Behavior<Integer> server = Server.supervised(initialized);
		try (Stage stage = new Stage(system)) {
			long before = Figures.usedHeap();
			stage.inside((context) -> {
				for (int i = 0; i < actors; i++) {
					context.spawn(server, "server-" + i);
				}
				return actors;
			});
			initialized.await();
			return (double) (Figures.usedHeap() - before) / actors;
		}
	}

	static double mailbox(ActorSystem<Stage.Task> system, int messages) throws InterruptedException {
		CountDownLatch busy = new CountDownLatch(1);
		CountDownLatch over = new CountDownLatch(1);
		try (Stage stage = new Stage(system)) {
			ActorRef<String> actor = stage.start(Behaviors.receiveMessage((message) -> {
				busy.countDown();
				over.await();
				return Behaviors.same();
			}));
			actor.tell(MESSAGE);
			busy.await();
			long before = Figures.usedHeap();
			for (int i = 0; i < messages; i++) {
				actor.tell(MESSAGE);
			}
			double bytes = Figures.usedHeap() - before;
			over.countDown();
			return bytes / messages;
		}
	}

}
