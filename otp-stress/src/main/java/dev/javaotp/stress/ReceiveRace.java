package dev.javaotp.stress;

import dev.javaotp.process.Pid;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A message comes while its receiver begins to wait for it: it is received. */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "Received.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The message, or the wake-up, was lost.")
@State
public class ReceiveRace extends Race {

	private int received;

	private final Pid waiting = idle((message, self) -> {
		if (self.receive().equals("awaited")) {
			this.received++;
		}
	});

	public ReceiveRace() {
		this.system.send(this.waiting, "wait");
	}

	@Actor
	public void waits() {
		this.scheduler.runOne();
	}

	@Actor
	public void sends() {
		this.system.send(this.waiting, "awaited");
	}

	@Arbiter
	public void result(II_Result result) {
		this.scheduler.runAll();
		result.r1 = this.received;
		result.r2 = (this.scheduler.isWakeUpLost()) ? 1 : 0;
	}

}
