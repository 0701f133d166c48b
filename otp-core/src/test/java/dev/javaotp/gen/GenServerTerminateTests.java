package dev.javaotp.gen;

import java.util.concurrent.CompletableFuture;

import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitException;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ThrownValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GenServerTerminateTests extends GenTestSupport {

	private final Scripted server = new Scripted();

	private final CompletableFuture<ProcessContext> parent = new CompletableFuture<>();

	private static Scripted.Tell crash(Exception ex) {
		return new Scripted.Tell((state) -> {
			throw ex;
		});
	}

	/** Starts the server below a parent that ends when it gets a reason. */
	private Pid startBelowParent(StartOptions options) {
		Pid parent = this.system.spawn((self) -> {
			GenServer.startLink(self, this.server, options);
			throw self.exit(self.receive(ExitReason.class));
		});
		this.scheduler.runUntilIdle();
		return parent;
	}

	@Test
	void runsWhenACallbackStopsTheServerAndSeesTheLastState() {
		CompletableFuture<Object> last = new CompletableFuture<>();
		this.server.end((reason, state) -> last.complete(state));
		Pid pid = start(this.server);
		this.system.send(pid, new Scripted.Tell((state) -> CastResult.stop(BOOM, "last")));
		assertThat(end(pid)).isEqualTo(BOOM);
		assertThat(this.server.events).containsExactly("init", "cast", "terminate boom", "ended boom");
		assertThat(last).isCompletedWithValue("last");
	}

	@Test
	void getsAnErrorWithItsStackTrace() {
		CompletableFuture<ExitReason> seen = new CompletableFuture<>();
		this.server.end((reason, state) -> seen.complete(reason));
		Pid pid = start(this.server);
		ErlangError error = new ErlangError("boom");
		this.system.send(pid, crash(error));
		assertThat(end(pid)).isEqualTo(new ExitReason.Crash("boom", error)).isEqualTo(seen.join());
	}

	@Test
	void getsAnExitAsItIs() {
		Pid pid = start(this.server);
		this.system.send(pid, crash(new ExitException(BOOM)));
		assertThat(end(pid)).isEqualTo(BOOM);
		assertThat(this.server.events).contains("terminate boom");
	}

	@Test
	void runsWhenTheParentOfAServerThatTrapsExitsEnds() {
		Pid parent = startBelowParent(StartOptions.DEFAULTS.withTrapExits());
		this.system.send(parent, BOOM);
		this.scheduler.runUntilIdle();
		assertThat(this.server.events).containsExactly("init", "terminate boom", "ended boom");
	}

	@Test
	void runsWhenTheParentEndsNormally() {
		Pid parent = startBelowParent(StartOptions.DEFAULTS.withTrapExits());
		this.system.send(parent, ExitReason.NORMAL);
		this.scheduler.runUntilIdle();
		assertThat(this.server.events).containsExactly("init", "terminate normal", "ended normal");
	}

	@Test
	void doesNotRunWhenTheServerDoesNotTrapExits() {
		Pid parent = startBelowParent(StartOptions.DEFAULTS);
		this.system.send(parent, BOOM);
		this.scheduler.runUntilIdle();
		assertThat(this.server.events).containsExactly("init", "ended boom");
	}

	@Test
	void doesNotRunOnAnExitSignalThatIsNotTrapped() {
		Pid pid = start(this.server);
		this.system.exit(pid, BOOM);
		assertThat(end(pid)).isIn(BOOM, ExitReason.NOPROC);
		assertThat(this.server.events).containsExactly("init", "ended boom");
	}

	@Test
	void doesNotRunOnAKill() {
		Pid pid = start(this.server, StartOptions.DEFAULTS.withTrapExits());
		this.system.exit(pid, ExitReason.KILL);
		this.scheduler.runUntilIdle();
		assertThat(this.server.events).containsExactly("init", "ended killed");
	}

	@Test
	void aCrashInItReplacesTheReason() {
		this.server.end((reason, state) -> {
			throw new ErlangError("in terminate");
		});
		Pid pid = start(this.server);
		this.system.send(pid, new Scripted.Tell((state) -> CastResult.stop(BOOM, state)));
		assertThat(end(pid)).isEqualTo(ExitReason.crash(new ErlangError("in terminate")));
	}

	@Test
	void anExitInItReplacesTheReason() {
		this.server.end((reason, state) -> {
			throw new ExitException(ExitReason.of("other"));
		});
		Pid pid = start(this.server);
		this.system.send(pid, new Scripted.Tell((state) -> CastResult.stop(BOOM, state)));
		assertThat(end(pid)).isEqualTo(ExitReason.of("other"));
	}

	@Test
	void aValueThrownInItChangesNothing() {
		this.server.end((reason, state) -> {
			throw new ThrownValue("ignored");
		});
		Pid pid = start(this.server);
		this.system.send(pid, new Scripted.Tell((state) -> CastResult.stop(BOOM, state)));
		assertThat(end(pid)).isEqualTo(BOOM);
	}

	@Test
	void theNameIsStillRegisteredInIt() {
		CompletableFuture<Pid> seen = new CompletableFuture<>();
		ServerRef<Scripted> ref = ServerRef.named(this.system, "server");
		this.server.end((reason, state) -> seen.complete(ref.pid().orElse(null)));
		Pid pid = start(this.server, StartOptions.named("server"));
		ref.stop();
		assertThat(seen).isCompletedWithValue(pid);
		assertThat(ref.pid()).isEmpty();
	}

}
