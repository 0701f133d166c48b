package dev.javaotp.stress;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * A process is killed at the end of a run: its interrupt does not reach what the thread
 * runs next.
 */
@JCStressTest
@Outcome(id = "false", expect = Expect.ACCEPTABLE, desc = "The thread is as good as new.")
@State
public class InterruptRace extends Race {

	private static final int LATER = 50;

	private final Pid killed = idle((message, self) -> {
	});

	public InterruptRace() {
		this.system.send(this.killed, "run");
	}

	@Actor
	public void runs(Z_Result result) {
		this.scheduler.runOne();
		boolean interrupted = false;
		for (int i = 0; i < LATER; i++) {
			interrupted |= Thread.currentThread().isInterrupted();
			Thread.onSpinWait();
		}
		result.r1 = interrupted;
	}

	@Actor
	public void kills() {
		this.system.exit(this.killed, ExitReason.KILL);
	}

}
