package dev.javaotp.gen;

import java.time.Duration;

import dev.javaotp.process.ExitException;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ServerRefStopTests extends GenTestSupport {

	private final Scripted scripted = new Scripted();

	private CallException failureOfStop(ServerRef<?> server, ExitReason reason, Duration timeout) {
		return catchThrowableOfType(CallException.class, () -> server.stop(reason, timeout));
	}

	@Test
	void runsTerminateAndWaitsForTheEnd() {
		Pid pid = start(this.scripted);
		ServerRef.of(pid).stop();
		assertThat(pid.isAlive()).isFalse();
		assertThat(this.scripted.events).startsWith("init", "terminate normal");
		assertThat(this.reports).isEmpty();
	}

	@Test
	void returnsWhenTheServerEndsWithTheReasonAskedFor() {
		ServerRef<Scripted> server = ref(this.scripted);
		server.stop(BOOM, ServerRef.FOREVER);
		assertThat(this.scripted.events).contains("terminate boom");
	}

	@Test
	void failsWhenTheServerEndsWithAnotherReason() {
		this.scripted.end((reason, state) -> {
			throw new ExitException(BOOM);
		});
		CallException ex = failureOfStop(ref(this.scripted), ExitReason.NORMAL, ServerRef.FOREVER);
		assertThat(ex.callReason()).isEqualTo(BOOM);
		assertThat(ex).hasMessage(ex.target() + " ended before it answered Sys.Terminate: boom");
	}

	@Test
	void failsWithNoprocWhenThereIsNobody() {
		ServerRef<Scripted> nobody = ServerRef.named(this.system, "nobody");
		assertThat(failureOfStop(nobody, ExitReason.NORMAL, ServerRef.FOREVER)).isInstanceOf(NoProcessException.class)
			.hasMessage("there is no process named nobody (at the moment) to take Sys.Terminate");
		ServerRef<Scripted> dead = ref(this.scripted);
		dead.stop();
		assertThat(failureOfStop(dead, ExitReason.NORMAL, ServerRef.FOREVER).callReason()).isEqualTo(ExitReason.NOPROC);
	}

	@Test
	void failsWithATimeoutWhenTheServerTakesLonger() {
		this.scripted.end((reason, state) -> ProcessContext.current().sleep(Duration.ofSeconds(2)));
		ServerRef<Scripted> server = ref(this.scripted);
		CallException ex = failureOfStop(server, ExitReason.NORMAL, Duration.ofSeconds(1));
		assertThat(ex).isInstanceOf(CallTimeoutException.class);
		assertThat(server.pid().orElseThrow().isAlive()).isTrue();
		// it ends all the same
		this.scheduler.advance(Duration.ofSeconds(1));
		assertThat(server.pid().orElseThrow().isAlive()).isFalse();
	}

	@Test
	void ofOneselfFails() {
		ServerRef<Scripted> server = ref(this.scripted);
		Object reply = server.call(new Scripted.Ask((ask, from, state) -> ask
			.reply(failureOfStop(server, ExitReason.NORMAL, ServerRef.FOREVER).callReason(), state)));
		assertThat(reply).isEqualTo(ExitReason.of("calling_self"));
	}

}
