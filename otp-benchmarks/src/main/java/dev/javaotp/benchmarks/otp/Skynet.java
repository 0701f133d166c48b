package dev.javaotp.benchmarks.otp;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;

/** A tree in which each process starts ten, up to so many leaves. */
final class Skynet implements MessageHandler {

	private static final int CHILDREN = 10;

	private final Pid parent;

	private final long first;

	private final int leaves;

	private ProcessContext self;

	private long sum;

	private int missing = CHILDREN;

	private Skynet(Pid parent, long first, int leaves) {
		this.parent = parent;
		this.first = first;
		this.leaves = leaves;
	}

	static double run(ProcessSystem system, int leaves) {
		return Stopwatch.nanos(system, (self) -> {
			self.spawn(new Skynet(self.self(), 0, leaves), SpawnOptions.DEFAULTS);
			long result = self.receive(Long.class);
			if (result != (long) leaves * (leaves - 1) / 2) {
				throw new IllegalStateException("wrong sum: " + result);
			}
		}) / 1e6;
	}

	@Override
	public void start(ProcessContext self) {
		this.self = self;
		Pid pid = self.self();
		int share = this.leaves / CHILDREN;
		for (int i = 0; i < CHILDREN; i++) {
			long number = this.first + (long) i * share;
			if (share == 1) {
				self.spawn((leaf) -> leaf.send(pid, number), SpawnOptions.DEFAULTS);
			}
			else {
				self.spawn(new Skynet(pid, number, share), SpawnOptions.DEFAULTS);
			}
		}
	}

	@Override
	public void handle(Object message) {
		this.sum += (Long) message;
		if (--this.missing == 0) {
			this.self.send(this.parent, this.sum);
			throw this.self.exit(ExitReason.NORMAL);
		}
	}

}
