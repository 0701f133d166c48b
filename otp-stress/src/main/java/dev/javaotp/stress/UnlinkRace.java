package dev.javaotp.stress;

import java.time.Duration;

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
import org.openjdk.jcstress.infra.results.I_Result;

/** A process dies while another unlinks it: after unlink and flush nothing comes. */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Nothing came.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A signal came after unlink and flush.")
@State
public class UnlinkRace extends Race {

	private int late;

	private final Pid dying = idle((message, self) -> {
	});

	private final Pid linked = idle(SpawnOptions.DEFAULTS.withTrapExits(), (message, self) -> {
		switch (String.valueOf(message)) {
			case "link" -> self.link(this.dying);
			case "unlink" -> {
				self.unlink(this.dying);
				self.receive(Exit.class::isInstance, Duration.ZERO);
				this.late = 0;
			}
			default -> this.late++;
		}
	});

	public UnlinkRace() {
		this.system.send(this.linked, "link");
		this.scheduler.runAll();
		this.system.send(this.linked, "unlink");
	}

	@Actor
	public void unlinks() {
		this.scheduler.runOne();
	}

	@Actor
	public void kills() {
		this.system.exit(this.dying, ExitReason.KILL);
		this.scheduler.runOne();
	}

	@Arbiter
	public void result(I_Result result) {
		this.scheduler.runAll();
		result.r1 = this.late;
	}

}
