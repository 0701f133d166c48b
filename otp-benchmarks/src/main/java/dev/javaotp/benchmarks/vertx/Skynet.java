package dev.javaotp.benchmarks.vertx;

import java.util.concurrent.CompletableFuture;

import io.vertx.core.Handler;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;

/**
 * A tree in which each consumer registers ten, up to so many leaves. The first message to
 * each is the number of its first leaf, those that follow are the sums of its children.
 */
final class Skynet implements Handler<Message<Long>> {

	private static final int CHILDREN = 10;

	private final EventLoops loops;

	private final String parent;

	private final int leaves;

	private final MessageConsumer<Long> self;

	private int missing;

	private long sum;

	private Skynet(EventLoops loops, String parent, String address, int leaves) {
		this.loops = loops;
		this.parent = parent;
		this.leaves = leaves;
		this.self = loops.bus().localConsumer(address, this);
	}

	static double run(EventLoops loops, int leaves) {
		CompletableFuture<Long> result = new CompletableFuture<>();
		MessageConsumer<Long> waiting = loops.bus().localConsumer("skynet", (sum) -> result.complete(sum.body()));
		long begun = System.nanoTime();
		start(loops, "skynet", "skynet.0", 0, leaves);
		long sum = result.join();
		double millis = (System.nanoTime() - begun) / 1e6;
		waiting.unregister().await();
		if (sum != (long) leaves * (leaves - 1) / 2) {
			throw new IllegalStateException("wrong sum: " + sum);
		}
		return millis;
	}

	private static void start(EventLoops loops, String parent, String address, long first, int leaves) {
		new Skynet(loops, parent, address, leaves);
		loops.bus().send(address, first);
	}

	@Override
	public void handle(Message<Long> message) {
		if (this.leaves == 1) {
			end(message.body());
		}
		else if (this.missing == 0) {
			this.missing = CHILDREN;
			startChildren(message.body());
		}
		else {
			this.sum += message.body();
			if (--this.missing == 0) {
				end(this.sum);
			}
		}
	}

	private void startChildren(long first) {
		String address = this.self.address();
		int share = this.leaves / CHILDREN;
		for (int i = 0; i < CHILDREN; i++) {
			String child = address + "." + i;
			long firstOfChild = first + (long) i * share;
			if (this.parent.equals("skynet")) {
				// each of the upper branches grows on an event loop of its own
				this.loops.run(i, (nothing) -> start(this.loops, address, child, firstOfChild, share));
			}
			else {
				start(this.loops, address, child, firstOfChild, share);
			}
		}
	}

	private void end(long result) {
		this.self.unregister();
		this.loops.bus().send(this.parent, result);
	}

}
