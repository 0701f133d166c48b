package dev.javaotp.benchmarks.pekko;

import java.util.concurrent.CountDownLatch;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;

/** An idle server with one number as its state. */
final class Server extends UntypedAbstractActor {

	private int number;

	private Server(int number) {
		this.number = number;
	}

	/** Servers that count down when they have been created. */
	static Props props(CountDownLatch created) {
		return Props.create(Server.class, () -> {
			Server server = new Server((int) created.getCount());
			created.countDown();
			return server;
		});
	}

	static double stop(ActorSystem system, int servers) throws InterruptedException {
		CountDownLatch created = new CountDownLatch(servers);
		Stage supervisor = new Stage(system);
		supervisor.start(servers, props(created));
		created.await();
		long begun = System.nanoTime();
		supervisor.close();
		return (double) (System.nanoTime() - begun) / servers;
	}

	@Override
	public void onReceive(Object message) {
		this.number++;
	}

}
