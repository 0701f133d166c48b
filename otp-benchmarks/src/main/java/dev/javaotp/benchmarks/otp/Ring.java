package dev.javaotp.benchmarks.otp;

import java.util.concurrent.CountDownLatch;

import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;

/** A ring of processes, with one message that goes round. */
final class Ring implements MessageHandler {

	private static final int MEMBERS = 1_000;

	private static final Object TOKEN = "token";

	private final CountDownLatch done;

	private int left;

	private ProcessContext self;

	private Pid next;

	private Ring(CountDownLatch done, int rounds) {
		this.done = done;
		this.left = rounds;
	}

	static double run(ProcessSystem system, int steps) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(1);
		Pid[] members = Participants.start(system, MEMBERS, (i) -> new Ring(done, steps / MEMBERS));
		for (int i = 0; i < MEMBERS; i++) {
			system.send(members[i], members[(i + 1) % MEMBERS]);
		}
		long begun = System.nanoTime();
		system.send(members[0], TOKEN);
		done.await();
		double nanos = System.nanoTime() - begun;
		Participants.end(system, members);
		return nanos / steps;
	}

	@Override
	public void start(ProcessContext self) {
		this.self = self;
	}

	@Override
	public void handle(Object message) {
		if (message instanceof Pid pid) {
			this.next = pid;
		}
		else if (this.left-- > 0) {
			this.self.send(this.next, message);
		}
		else {
			this.done.countDown();
		}
	}

}
