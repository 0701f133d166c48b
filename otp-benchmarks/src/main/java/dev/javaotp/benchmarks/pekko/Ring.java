package dev.javaotp.benchmarks.pekko;

import java.util.concurrent.CountDownLatch;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;

/** A member of a ring in which one message goes round. */
final class Ring extends UntypedAbstractActor {

	private static final int MEMBERS = 1_000;

	private static final Object TOKEN = "token";

	private final CountDownLatch done;

	private int left;

	private ActorRef next;

	private Ring(int rounds, CountDownLatch done) {
		this.left = rounds;
		this.done = done;
	}

	static double run(ActorSystem system, int steps) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(MEMBERS);
		try (Stage stage = new Stage(system)) {
			ActorRef[] members = stage.start(MEMBERS, Props.create(Ring.class, () -> new Ring(steps / MEMBERS, done)));
			for (int i = 0; i < MEMBERS; i++) {
				members[i].tell(members[(i + 1) % MEMBERS], ActorRef.noSender());
			}
			long begun = System.nanoTime();
			members[0].tell(TOKEN, ActorRef.noSender());
			done.await();
			return (double) (System.nanoTime() - begun) / steps;
		}
	}

	@Override
	public void onReceive(Object message) {
		if (message instanceof ActorRef neighbour) {
			this.next = neighbour;
		}
		else if (this.left > 0) {
			this.next.tell(message, getSelf());
			if (--this.left == 0) {
				this.done.countDown();
			}
		}
	}

}
