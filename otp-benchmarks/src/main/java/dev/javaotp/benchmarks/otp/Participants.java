package dev.javaotp.benchmarks.otp;

import java.util.function.IntFunction;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;

/** The processes that take part in a work. */
final class Participants {

	private Participants() {
	}

	static Pid[] start(ProcessSystem system, int count, IntFunction<MessageHandler> handler) {
		Pid[] pids = new Pid[count];
		for (int i = 0; i < count; i++) {
			pids[i] = system.spawn(handler.apply(i), SpawnOptions.DEFAULTS);
		}
		return pids;
	}

	static void end(ProcessSystem system, Pid... pids) {
		for (Pid pid : pids) {
			system.exit(pid, ExitReason.KILL);
		}
	}

}
