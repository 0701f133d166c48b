package dev.javaotp.stress;

import dev.javaotp.process.Pid;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** One links while the other unlinks: the link is there for both or for neither. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Unlinked first.")
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "Linked first.")
@State
public class LinkUnlinkRace extends Race {

	private final Pid unlinking = idle((message, self) -> self.unlink((Pid) message));

	private final Pid linking = idle((message, self) -> self.link(this.unlinking));

	public LinkUnlinkRace() {
		this.system.send(this.linking, "link");
		this.system.send(this.unlinking, this.linking);
	}

	// whichever of the two actors comes first takes the first task

	@Actor
	public void runsOne() {
		this.scheduler.runOne();
	}

	@Actor
	public void runsTheOther() {
		this.scheduler.runOne();
	}

	@Arbiter
	public void result(II_Result result) {
		this.scheduler.runAll();
		result.r1 = this.system.info(this.linking).orElseThrow().links().size();
		result.r2 = this.system.info(this.unlinking).orElseThrow().links().size();
	}

}
