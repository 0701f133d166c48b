package dev.javaotp.benchmarks.pekko;

import java.util.concurrent.CountDownLatch;

import dev.javaotp.benchmarks.peer.Figures;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;

/** What actors and the messages that wait for them take of the heap. */
final class Memory {

	private static final Object MESSAGE = "message";

	private Memory() {
	}

	static double supervised(ActorSystem system, int actors) throws InterruptedException {
		CountDownLatch created = new CountDownLatch(actors);
		return idle(system, actors, Server.props(created), created);
	}

	/** Every actor has a supervisor, so only the state makes a difference. */
	static double bare(ActorSystem system, int actors) throws InterruptedException {
		CountDownLatch created = new CountDownLatch(actors);
		return idle(system, actors, Props.create(Bare.class, () -> {
			created.countDown();
			return new Bare();
		}), created);
	}

	private static double idle(ActorSystem system, int actors, Props props, CountDownLatch created)
			throws InterruptedException {
		try (Stage stage = new Stage(system)) {
			long before = Figures.usedHeap();
			stage.inside((context) -> {
				for (int i = 0; i < actors; i++) {
					context.actorOf(props);
				}
				return actors;
			});
			created.await();
			return (double) (Figures.usedHeap() - before) / actors;
		}
	}

	static double named(ActorSystem system, int actors) throws InterruptedException {
		CountDownLatch created = new CountDownLatch(actors);
		Props props = Server.props(created);
		try (Stage stage = new Stage(system)) {
			long before = Figures.usedHeap();
			stage.inside((context) -> {
				for (int i = 0; i < actors; i++) {
					context.actorOf(props, "server-" + i);
				}
				return actors;
			});
			created.await();
			return (double) (Figures.usedHeap() - before) / actors;
		}
	}

	static double mailbox(ActorSystem system, int messages) throws InterruptedException {
		CountDownLatch busy = new CountDownLatch(1);
		CountDownLatch over = new CountDownLatch(1);
		try (Stage stage = new Stage(system)) {
			ActorRef actor = stage.start(Props.create(Busy.class, () -> new Busy(busy, over)));
			actor.tell(MESSAGE, ActorRef.noSender());
			busy.await();
			long before = Figures.usedHeap();
			for (int i = 0; i < messages; i++) {
				actor.tell(MESSAGE, ActorRef.noSender());
			}
			double bytes = Figures.usedHeap() - before;
			over.countDown();
			return bytes / messages;
		}
	}

	private static final class Bare extends UntypedAbstractActor {

		@Override
		public void onReceive(Object message) {
			unhandled(message);
		}

	}

	private static final class Busy extends UntypedAbstractActor {

		private final CountDownLatch busy;

		private final CountDownLatch over;

		Busy(CountDownLatch busy, CountDownLatch over) {
			this.busy = busy;
			this.over = over;
		}

		@Override
		public void onReceive(Object message) throws InterruptedException {
			this.busy.countDown();
			this.over.await();
		}

	}

}
