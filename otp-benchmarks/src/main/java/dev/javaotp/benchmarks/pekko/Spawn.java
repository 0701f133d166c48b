package dev.javaotp.benchmarks.pekko;

import java.util.concurrent.CountDownLatch;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;

/** An actor that ends at once. */
final class Spawn extends UntypedAbstractActor {

	private final CountDownLatch ended;

	private Spawn(CountDownLatch ended) {
		this.ended = ended;
	}

	static double run(ActorSystem system, int actors) throws InterruptedException {
		CountDownLatch ended = new CountDownLatch(actors);
		Props props = Props.create(Spawn.class, () -> new Spawn(ended));
		try (Stage stage = new Stage(system)) {
			long begun = System.nanoTime();
			stage.repeat(actors, (context, i) -> context.actorOf(props));
			ended.await();
			return (double) (System.nanoTime() - begun) / actors;
		}
	}

	@Override
	public void preStart() {
		getContext().stop(getSelf());
	}

	@Override
	public void onReceive(Object message) {
		unhandled(message);
	}

	@Override
	public void postStop() {
		this.ended.countDown();
	}

}
