package dev.javaotp.benchmarks.threads;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedTransferQueue;

/**
 * A virtual thread with the queue that it takes its messages from. None of the blocking
 * queues of the JDK was clearly faster than {@link LinkedTransferQueue}, neither when two
 * threads pass a message to and fro nor when many send to one.
 */
final class Actor {

	private final BlockingQueue<Object> mailbox = new LinkedTransferQueue<>();

	private final Thread thread;

	/** What an actor does until it ends. */
	@FunctionalInterface
	interface Body {

		void run(Actor self) throws InterruptedException;

	}

	/** What an actor finds out. */
	@FunctionalInterface
	interface Computation<T> {

		T compute(Actor self) throws InterruptedException;

	}

	/** A message that is waited for. */
	record Call(Object question, CompletableFuture<Object> answer) {
	}

	private Actor(Body body) {
		this.thread = Thread.ofVirtual().unstarted(() -> {
			try {
				body.run(this);
			}
			catch (InterruptedException ex) {
				// that is how it is told to end
			}
		});
	}

	static Actor start(Body body) {
		Actor actor = new Actor(body);
		actor.thread.start();
		return actor;
	}

	/** Starts an actor that finds something out, and ends. */
	static <T> CompletableFuture<T> compute(Computation<T> computation) {
		CompletableFuture<T> result = new CompletableFuture<>();
		start((self) -> {
			try {
				result.complete(computation.compute(self));
			}
			catch (RuntimeException ex) {
				result.completeExceptionally(ex);
			}
		});
		return result;
	}

	void send(Object message) {
		this.mailbox.add(message);
	}

	Object receive() throws InterruptedException {
		return this.mailbox.take();
	}

	/** Asks something that is answered by completing the {@link Call}. */
	CompletableFuture<Object> ask(Object question) {
		CompletableFuture<Object> answer = new CompletableFuture<>();
		send(new Call(question, answer));
		return answer;
	}

	/** How many messages wait. */
	int mailboxLength() {
		return this.mailbox.size();
	}

	static void end(Actor... actors) throws InterruptedException {
		for (Actor actor : actors) {
			actor.thread.interrupt();
		}
		for (Actor actor : actors) {
			actor.thread.join();
		}
	}

}
