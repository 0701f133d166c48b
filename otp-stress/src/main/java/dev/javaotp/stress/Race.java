package dev.javaotp.stress;

import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessKilledError;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;

/** A system whose processes run when the actors of a race say so. */
abstract class Race {

	final ActorScheduler scheduler = new ActorScheduler();

	final ProcessSystem system = ProcessSystem.builder().scheduler(this.scheduler).reportListener((report) -> {
	}).build();

	/** What a process of a race does with a message. */
	@FunctionalInterface
	interface Reaction {

		void to(Object message, ProcessContext self);

	}

	/** Starts a process and lets it become idle. */
	Pid idle(SpawnOptions options, Reaction reaction) {
		Pid pid = this.system.spawn(new Reacting(reaction), options);
		this.scheduler.runAll();
		return pid;
	}

	Pid idle(Reaction reaction) {
		return idle(SpawnOptions.DEFAULTS, reaction);
	}

	private static final class Reacting implements MessageHandler {

		private final Reaction reaction;

		// set by start, which is the first thing to be called
		private ProcessContext self;

		Reacting(Reaction reaction) {
			this.reaction = reaction;
		}

		@Override
		public void start(ProcessContext self) {
			this.self = self;
		}

		@Override
		public void handle(Object message) {
			try {
				this.reaction.to(message, this.self);
			}
			catch (ProcessKilledError killed) {
				// the end of a race that the other actor has won
			}
		}

	}

}
