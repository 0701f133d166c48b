package dev.javaotp.benchmarks.otp;

import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;

/** One process tells another to count, and then asks how far it got (Savina). */
final class Count implements MessageHandler {

	private static final Object INCREMENT = "increment";

	private record Ask(Pid from) {
	}

	private ProcessContext self;

	private int sum;

	private Count() {
	}

	static double run(ProcessSystem system, int increments) {
		Pid counter = system.spawn(new Count(), SpawnOptions.DEFAULTS);
		double nanos = Stopwatch.nanos(system, (self) -> {
			for (int i = 0; i < increments; i++) {
				self.send(counter, INCREMENT);
			}
			self.send(counter, new Ask(self.self()));
			int sum = self.receive(Integer.class);
			if (sum != increments) {
				throw new IllegalStateException("wrong sum: " + sum);
			}
		});
		Participants.end(system, counter);
		return nanos / increments;
	}

	@Override
	public void start(ProcessContext self) {
		this.self = self;
	}

	@Override
	public void handle(Object message) {
		if (message instanceof Ask(Pid from)) {
			this.self.send(from, this.sum);
		}
		else {
			this.sum++;
		}
	}

}
