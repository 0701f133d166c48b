package dev.javaotp.stress;

import dev.javaotp.process.Exit;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.SpawnOptions;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A process dies while another links it: the other is told, once. */
@JCStressTest
@Outcome(id = "killed", expect = Expect.ACCEPTABLE, desc = "Linked, then told.")
@Outcome(id = "noproc", expect = Expect.ACCEPTABLE, desc = "Found it dead.")
@State
public class LinkRace extends Race {

	private final StringBuilder seen = new StringBuilder();

	private final Pid dying = idle((message, self) -> {
	});

	private final Pid linking = idle(SpawnOptions.DEFAULTS.withTrapExits(), (message, self) -> {
		if (message instanceof Exit exit) {
			this.seen.append(" ").append(exit.reason());
		}
		else {
			self.link(this.dying);
		}
	});

	public LinkRace() {
		this.system.send(this.linking, "link");
	}

	@Actor
	public void links() {
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
