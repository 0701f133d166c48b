package dev.javaotp.benchmarks.vertx;

import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;

/**
 * Consumers of one kind, which are numbered, each with an address of its own. They are
 * registered on the event loops in turn and unregistered at the end.
 */
final class Consumers implements AutoCloseable {

	private final EventLoops loops;

	private final String kind;

	private final int group;

	private final MessageConsumer<?>[] consumers;

	/**
	 * Registers consumers.
	 * @param kind the first part of their addresses
	 * @param count how many
	 * @param group how many, one after the other, share an event loop before it is the
	 * next one's turn
	 * @param handlers makes the handler of each
	 */
	Consumers(EventLoops loops, String kind, int count, int group, IntFunction<Handler<Message<Object>>> handlers)
			throws InterruptedException {
		this.loops = loops;
		this.kind = kind;
		this.group = group;
		this.consumers = new MessageConsumer<?>[count];
		forEach((i) -> this.consumers[i] = loops.bus().localConsumer(address(kind, i), handlers.apply(i)));
	}

	static String address(String kind, int number) {
		return kind + "-" + number;
	}

	/** Sends each of them a message. */
	void sendAll(Object message) {
		for (int i = 0; i < this.consumers.length; i++) {
			send(i, message);
		}
	}

	void send(int number, Object message) {
		this.loops.bus().send(this.consumers[number].address(), message);
	}

	Future<Message<Object>> request(int number, Object question) {
		return this.loops.bus().request(this.consumers[number].address(), question);
	}

	private void forEach(IntConsumer action) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(this.loops.count());
		for (int i = 0; i < this.loops.count(); i++) {
			int loop = i;
			this.loops.run(loop, (nothing) -> {
				for (int number = 0; number < this.consumers.length; number++) {
					if (number / this.group % this.loops.count() == loop) {
						action.accept(number);
					}
				}
				done.countDown();
			});
		}
		done.await();
	}

	@Override
	public void close() throws InterruptedException {
		forEach((i) -> this.consumers[i].unregister());
	}

}
