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

/** A process is killed while it sends: no message of it comes after its Down. */
@JCStressTest
@Outcome(id = "down", expect = Expect.ACCEPTABLE, desc = "Killed before it could send.")
@Outcome(id = "message down", expect = Expect.ACCEPTABLE, desc = "Sent, then killed.")
@State
public class FenceRace extends Race {

	private final StringBuilder seen = new StringBuilder();

	private final Pid sender = idle((message, self) -> self.send((Pid) message, "message"));

	private final Pid watcher = idle((message, self) -> {
		switch (message) {
			case Pid other -> self.monitor(other);
			case Down down -> this.seen.append(" down");
			default -> this.seen.append(" ").append(message);
		}
	});

	public FenceRace() {
		this.system.send(this.watcher, this.sender);
		this.scheduler.runAll();
		this.system.send(this.sender, this.watcher);
	}

	@Actor
	public void sends() {
		this.scheduler.runOne();
	}

	@Actor
	public void kills() {
		this.system.exit(this.sender, ExitReason.KILL);
	}

	@Arbiter
	public void result(L_Result result) {
		this.scheduler.runAll();
		result.r1 = this.seen.toString().strip();
	}

}
