package dev.javaotp.benchmarks.threads;

import java.util.concurrent.CountDownLatch;

import dev.javaotp.benchmarks.peer.Figures;

/** What actors and the messages that wait for them take of the heap. */
final class Memory {

	private static final Object MESSAGE = "message";

	private Memory() {
	}

	static double idle(int actors) throws InterruptedException {
		Actor[] idle = new Actor[actors];
		CountDownLatch started = new CountDownLatch(actors);
		CountDownLatch ended = new CountDownLatch(actors);
		long before = Figures.usedHeap();
		for (int i = 0; i < actors; i++) {
			idle[i] = Actor.start((self) -> {
				started.countDown();
				self.receive();
				ended.countDown();
			});
		}
		started.await();
		double bytes = Figures.usedHeap() - before;
		// a message ends a million of them sooner than a million interrupts do
		for (Actor actor : idle) {
			actor.send(MESSAGE);
		}
		ended.await();
		return bytes / actors;
	}

	static double mailbox(int messages) throws InterruptedException {
		try (LongMailbox mailbox = new LongMailbox()) {
			long before = Figures.usedHeap();
			mailbox.fill(messages);
			return (double) (Figures.usedHeap() - before) / messages;
		}
	}

	static double depth(int messages) throws InterruptedException {
		try (LongMailbox mailbox = new LongMailbox()) {
			mailbox.fill(messages);
			long begun = System.nanoTime();
			int length = mailbox.busy.mailboxLength();
			long nanos = System.nanoTime() - begun;
			if (length != messages) {
				throw new IllegalStateException("wrong length: " + length);
			}
			return nanos;
		}
	}

	private static final class LongMailbox implements AutoCloseable {

		private final CountDownLatch never = new CountDownLatch(1);

		private final Actor busy = Actor.start((self) -> this.never.await());

		void fill(int messages) {
			for (int i = 0; i < messages; i++) {
				this.busy.send(MESSAGE);
			}
		}

		@Override
		public void close() throws InterruptedException {
			Actor.end(this.busy);
		}

	}

}
