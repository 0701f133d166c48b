package dev.javaotp.stress;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.PendingReply;
import dev.javaotp.process.Pid;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A process is killed while it takes a request: whoever waits for the answer is told. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "The request has ended.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Somebody waits for ever.")
@State
public class RequestRace extends Race {

	private final PendingReply request = new PendingReply() {
	};

	private final Pid server = idle((message, self) -> {
	});

	public RequestRace() {
		this.system.send(this.server, "before");
		this.system.request(this.server, this.request);
	}

	@Actor
	public void serves() {
		this.scheduler.runOne();
	}

	@Actor
	public void kills() {
		this.system.exit(this.server, ExitReason.KILL);
		this.scheduler.runOne();
	}

	@Arbiter
	public void result(I_Result result) {
		this.scheduler.runAll();
		result.r1 = (this.request.isDone()) ? 1 : 0;
	}

}
