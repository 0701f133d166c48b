package dev.javaotp.stress;

import dev.javaotp.process.Down;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A process dies while another begins to watch it: one Down comes, never none or two. */
@JCStressTest
@Outcome(id = "killed", expect = Expect.ACCEPTABLE, desc = "Watched, then told.")
@Outcome(id = "noproc", expect = Expect.ACCEPTABLE, desc = "Found it dead.")
@State
public class MonitorRace extends Race {

	private final StringBuilder seen = new StringBuilder();

	private final Pid dying = idle((message, self) -> {
	});

	private final Pid watching = idle((message, self) -> {
		if (message instanceof Down down) {
			this.seen.append(" ").append(down.reason());
		}
		else {
			self.monitor(this.dying);
		}
	});

	public MonitorRace() {
		this.system.send(this.watching, "monitor");
	}

	@Actor
	public void watches() {
		this.scheduler.runOne();
	}

	@Actor
	public void kills() {
		this.system.exit(this.dying, ExitReason.KILL);
	}

	@Arbiter
	public void result(L_Result result) {
		this.scheduler.runAll();
		result.r1 = this.seen.toString().strip();
	}

}
