package dev.javaotp.stress;

import dev.javaotp.process.Pid;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A message comes while its receiver goes to sleep: it is handled, and the receiver is
 * never scheduled twice.
 */
@JCStressTest
@Outcome(id = "2, 0", expect = Expect.ACCEPTABLE, desc = "Both handled, scheduled once for each time it woke.")
@State
public class HandOffRace extends Race {

	private int handled;

	private int twice;

	private final Pid receiver = idle((message, self) -> this.handled++);

	@Actor
	public void runs() {
		this.system.send(this.receiver, "first");
		this.scheduler.runOne();
	}

	@Actor
	public void sends() {
		this.system.send(this.receiver, "second");
	}

	@Arbiter
	public void result(II_Result result) {
		if (this.scheduler.waiting() > 1) {
			this.twice = 1;
		}
		this.scheduler.runAll();
		result.r1 = this.handled;
		result.r2 = this.twice;
	}

}
