package dev.javaotp.benchmarks.otp;

import java.util.concurrent.CountDownLatch;

import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ThreadScheduler;

/** Pairs of processes, each with one message that goes to and fro. */
public final class PingPong implements MessageHandler {

	private static final Object BALL = "ball";

	private final CountDownLatch done;

	private long left;

	private ProcessContext self;

	private Pid partner;

	private PingPong(CountDownLatch done, long left) {
		this.done = done;
		this.left = left;
	}

	/**
	 * Lets pairs play until they are through.
	 * @param system where they live
	 * @param pairs how many
	 * @param messages how often they send, all together
	 * @return nanoseconds for each message
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static double run(ProcessSystem system, int pairs, int messages) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(pairs);
		Pid[] players = pairs(system, pairs, done, messages / (2 * pairs));
		long begun = System.nanoTime();
		serve(system, players);
		done.await();
		double nanos = System.nanoTime() - begun;
		Participants.end(system, players);
		return nanos / messages;
	}

	static double runOnThreads(int threads, int pairs, int messages) throws InterruptedException {
		try (ProcessSystem system = ProcessSystem.builder()
			.scheduler(ThreadScheduler.create("pairs", threads))
			.build()) {
			return run(system, pairs, messages);
		}
	}

	/** Starts pairs that play until they are ended. */
	static Pid[] playForEver(ProcessSystem system, int pairs) {
		Pid[] players = pairs(system, pairs, new CountDownLatch(pairs), Long.MAX_VALUE);
		serve(system, players);
		return players;
	}

	private static Pid[] pairs(ProcessSystem system, int pairs, CountDownLatch done, long messages) {
		Pid[] players = Participants.start(system, 2 * pairs, (i) -> new PingPong(done, messages));
		for (int i = 0; i < players.length; i++) {
			system.send(players[i], players[i ^ 1]);
		}
		return players;
	}

	private static void serve(ProcessSystem system, Pid... players) {
		for (int i = 0; i < players.length; i += 2) {
			system.send(players[i], BALL);
		}
	}

	@Override
	public void start(ProcessContext self) {
		this.self = self;
	}

	@Override
	public void handle(Object message) {
		if (message instanceof Pid pid) {
			this.partner = pid;
		}
		else if (this.left-- > 0) {
			this.self.send(this.partner, message);
		}
		else {
			this.done.countDown();
		}
	}

}
