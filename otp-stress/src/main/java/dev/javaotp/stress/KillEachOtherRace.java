package dev.javaotp.stress;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Two processes kill each other: at least one of them dies, and nobody hangs. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "One was faster.")
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "Both died.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both live.")
@State
public class KillEachOtherRace extends Race {

	private final Pid[] pids = new Pid[2];

	public KillEachOtherRace() {
		for (int i = 0; i < 2; i++) {
			int other = 1 - i;
			this.pids[i] = idle((message, self) -> self.exit(this.pids[other], ExitReason.KILL));
		}
		this.system.send(this.pids[0], "kill");
		this.system.send(this.pids[1], "kill");
	}

	@Actor
	public void one() {
		this.scheduler.runOne();
	}

	@Actor
	public void other() {
		this.scheduler.runOne();
	}

	@Arbiter
	public void result(I_Result result) {
		this.scheduler.runAll();
		result.r1 = (this.pids[0].isAlive() ? 0 : 1) + (this.pids[1].isAlive() ? 0 : 1);
	}

}
