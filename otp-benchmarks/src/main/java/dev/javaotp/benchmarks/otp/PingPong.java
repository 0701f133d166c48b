package dev.javaotp.benchmarks.otp;

import java.util.concurrent.CountDownLatch;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;

/** Pairs of processes, each with one message that goes to and fro. */
final class PingPong implements MessageHandler {

	private static final Object BALL = "ball";

	private final CountDownLatch done;

	private int left;

	private ProcessContext self;

	private Pid partner;

	private PingPong(CountDownLatch done, int left) {
		this.done = done;
		this.left = left;
	}

	static double run(ProcessSystem system, int pairs, int messages) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(pairs);
		Pid[] players = new Pid[2 * pairs];
		for (int i = 0; i < players.length; i++) {
			players[i] = system.spawn(new PingPong(done, messages / players.length), SpawnOptions.DEFAULTS);
		}
		for (int i = 0; i < players.length; i++) {
			system.send(players[i], players[i ^ 1]);
		}
		long begun = System.nanoTime();
		for (int i = 0; i < players.length; i += 2) {
			system.send(players[i], BALL);
		}
		done.await();
		double nanos = System.nanoTime() - begun;
		for (Pid player : players) {
			system.exit(player, ExitReason.KILL);
		}
		return nanos / messages;
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
