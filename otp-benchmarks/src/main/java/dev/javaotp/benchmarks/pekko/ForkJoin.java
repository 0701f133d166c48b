package dev.javaotp.benchmarks.pekko;

import java.util.concurrent.CountDownLatch;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;

/** An actor that computes the sine of each number it gets, and ends after the last. */
final class ForkJoin extends UntypedAbstractActor {

	private static final int WORKERS = 60;

	private final CountDownLatch done;

	private int left;

	private ForkJoin(int left, CountDownLatch done) {
		this.left = left;
		this.done = done;
	}

	static double create(ActorSystem system, int actors) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(actors);
		Props props = Props.create(ForkJoin.class, () -> new ForkJoin(1, done));
		try (Stage stage = new Stage(system)) {
			long begun = System.nanoTime();
			stage.repeat(actors, (context, i) -> context.actorOf(props).tell(i, ActorRef.noSender()));
			done.await();
			return (double) (System.nanoTime() - begun) / actors;
		}
	}

	static double throughput(ActorSystem system, int messages) throws InterruptedException {
		int rounds = messages / WORKERS;
		CountDownLatch done = new CountDownLatch(WORKERS);
		try (Stage stage = new Stage(system)) {
			ActorRef[] workers = stage.start(WORKERS, Props.create(ForkJoin.class, () -> new ForkJoin(rounds, done)));
			long begun = System.nanoTime();
			for (int round = 0; round < rounds; round++) {
				for (int i = 0; i < WORKERS; i++) {
					workers[i].tell(i, ActorRef.noSender());
				}
			}
			done.await();
			return (double) (System.nanoTime() - begun) / (rounds * WORKERS);
		}
	}

	@Override
	public void onReceive(Object message) {
		if (Math.abs(Math.sin((Integer) message)) > 1) {
			throw new IllegalStateException("no sine");
		}
		if (--this.left == 0) {
			getContext().stop(getSelf());
		}
	}

	@Override
	public void postStop() {
		this.done.countDown();
	}

}
