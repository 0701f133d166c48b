package dev.javaotp.stress;

import dev.javaotp.process.Down;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.Ref;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A process dies while another stops to watch it: what that is told fits what comes. */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "It was active, and nothing came.")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "It had fired.")
@Outcome(expect = Expect.FORBIDDEN, desc = "What demonitor says and what comes do not fit.")
@State
public class DemonitorRace extends Race {

	private int active;

	private int downs;

	private Ref ref;

	private final Pid dying = idle((message, self) -> {
	});

	private final Pid watching = idle((message, self) -> {
		if (message instanceof Down) {
			this.downs++;
		}
		else if (this.ref == null) {
			this.ref = self.monitor(this.dying);
		}
		else {
			this.active = (self.demonitor(this.ref)) ? 1 : 0;
		}
	});

	public DemonitorRace() {
		this.system.send(this.watching, "monitor");
		this.scheduler.runAll();
		this.system.send(this.watching, "demonitor");
	}

	@Actor
	public void demonitors() {
		this.scheduler.runOne();
	}

	@Actor
	public void kills() {
		this.system.exit(this.dying, ExitReason.KILL);
		this.scheduler.runOne();
	}

	@Arbiter
	public void result(II_Result result) {
		this.scheduler.runAll();
		result.r1 = this.active;
		result.r2 = this.downs;
	}

}
