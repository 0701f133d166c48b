package dev.javaotp.gen.statem;

import java.time.Duration;

import dev.javaotp.gen.GenTestSupport;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * One machine, in time that the test moves.
 */
abstract class StatemTestSupport extends GenTestSupport {

	static final Duration SECOND = Duration.ofSeconds(1);

	final Machine machine = new Machine();

	private @Nullable Pid pid;

	/** The process of the machine, which the first use starts. */
	Pid pid() {
		Pid pid = this.pid;
		if (pid == null) {
			pid = GenStatem.start(this.system, this.machine, StartOptions.DEFAULTS).pid();
			this.scheduler.runUntilIdle();
			this.pid = pid;
		}
		return pid;
	}

	ServerRef<Machine> ref() {
		return GenStatem.ref(pid());
	}

	/** Casts, all in the mailbox before the machine sees the first. */
	void cast(String... texts) {
		for (String text : texts) {
			ref().cast(new Machine.Tell(text));
		}
		this.scheduler.runUntilIdle();
	}

	void info(Object message) {
		this.system.send(pid(), message);
		this.scheduler.runUntilIdle();
	}

	String call(String text) {
		return ref().call(new Machine.Ask(text));
	}

	void pass(Duration duration) {
		this.scheduler.advance(duration);
	}

}
