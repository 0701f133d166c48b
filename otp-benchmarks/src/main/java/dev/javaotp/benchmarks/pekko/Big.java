package dev.javaotp.benchmarks.pekko;

import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;

/** One of the actors that ping each other at random. */
final class Big extends UntypedAbstractActor {

	private static final int ACTORS = 120;

	private static final Object PING = "ping";

	private static final Object PONG = "pong";

	private final CountDownLatch done;

	private final SplittableRandom random;

	private int left;

	private ActorRef[] others;

	private Big(int pings, SplittableRandom random, CountDownLatch done) {
		this.left = pings;
		this.random = random;
		this.done = done;
	}

	static double run(ActorSystem system, int messages) throws InterruptedException {
		int pings = messages / 2 / ACTORS;
		CountDownLatch done = new CountDownLatch(ACTORS);
		AtomicInteger seed = new AtomicInteger();
		try (Stage stage = new Stage(system)) {
			ActorRef[] actors = stage.start(ACTORS,
					Props.create(Big.class, () -> new Big(pings, new SplittableRandom(seed.getAndIncrement()), done)));
			long begun = System.nanoTime();
			for (ActorRef actor : actors) {
				actor.tell(actors, ActorRef.noSender());
			}
			done.await();
			return (System.nanoTime() - begun) / (2.0 * pings * ACTORS);
		}
	}

	@Override
	public void onReceive(Object message) {
		if (message == PING) {
			getSender().tell(PONG, getSelf());
		}
		else if (message == PONG) {
			ping();
		}
		else {
			this.others = (ActorRef[]) message;
			ping();
		}
	}

	private void ping() {
		if (this.left-- > 0) {
			this.others[this.random.nextInt(ACTORS)].tell(PING, getSelf());
		}
		else {
			this.done.countDown();
		}
	}

}
