package dev.javaotp.benchmarks.otp;

import java.util.concurrent.CountDownLatch;

import dev.javaotp.benchmarks.peer.Figures;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.DynamicSupervisor;
import dev.javaotp.supervisor.DynamicSupervisorSpec;

/** What processes and the messages that wait for them take of the heap. */
final class Memory {

	private static final Object MESSAGE = "message";

	private Memory() {
	}

	static double supervised(ProcessSystem system, int servers) {
		DynamicSupervisor<Long> supervisor = Children.supervisor(system);
		long before = Figures.usedHeap();
		Children.fill(system, supervisor, servers, (i) -> 0L);
		double bytes = Figures.usedHeap() - before;
		Children.stop(supervisor);
		return bytes / servers;
	}

	static double named(ProcessSystem system, int servers) {
		DynamicSupervisor<String> supervisor = DynamicSupervisor.start(system, DynamicSupervisorSpec
			.unnamed((name) -> ChildSpec.server("counter", () -> new Counter(0), StartOptions.named(name))));
		long before = Figures.usedHeap();
		Children.fill(system, supervisor, servers, (i) -> "counter-" + i);
		double bytes = Figures.usedHeap() - before;
		Children.stop(supervisor);
		return bytes / servers;
	}

	static double bare(ProcessSystem system, int processes) throws InterruptedException {
		CountDownLatch started = new CountDownLatch(processes);
		Pid[] pids = new Pid[processes];
		long before = Figures.usedHeap();
		for (int i = 0; i < processes; i++) {
			pids[i] = system.spawn(new Idle(started), SpawnOptions.DEFAULTS);
		}
		started.await();
		double bytes = Figures.usedHeap() - before;
		Participants.end(system, pids);
		return bytes / processes;
	}

	static double mailbox(ProcessSystem system, int messages) {
		try (LongMailbox mailbox = new LongMailbox(system)) {
			long before = Figures.usedHeap();
			mailbox.fill(messages);
			return (double) (Figures.usedHeap() - before) / messages;
		}
	}

	static double depth(ProcessSystem system, int messages) {
		try (LongMailbox mailbox = new LongMailbox(system)) {
			mailbox.fill(messages);
			long begun = System.nanoTime();
			int depth = system.mailboxDepth(mailbox.busy);
			long nanos = System.nanoTime() - begun;
			if (depth != messages) {
				throw new IllegalStateException("wrong depth: " + depth);
			}
			return nanos;
		}
	}

	private record Idle(CountDownLatch started) implements MessageHandler {

		@Override
		public void start(ProcessContext self) {
			this.started.countDown();
		}

		@Override
		public void handle(Object message) {
			// nobody sends it anything
		}

	}

	private static final class LongMailbox implements AutoCloseable {

		private final ProcessSystem system;

		private final Pid busy;

		LongMailbox(ProcessSystem system) {
			CountDownLatch never = new CountDownLatch(1);
			this.system = system;
			this.busy = system.spawn((self) -> never.await());
		}

		void fill(int messages) {
			for (int i = 0; i < messages; i++) {
				this.system.send(this.busy, MESSAGE);
			}
		}

		@Override
		public void close() {
			Participants.end(this.system, this.busy);
		}

	}

}
