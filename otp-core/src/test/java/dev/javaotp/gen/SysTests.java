package dev.javaotp.gen;

import java.time.Duration;
import java.util.List;

import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SysTests extends GenTestSupport {

	private final Scripted server = new Scripted();

	@Test
	void aSuspendedServerKeepsItsMessagesInOrder() {
		Pid pid = start(this.server);
		Sys.suspend(pid);
		this.system.send(pid, "1");
		this.system.send(pid, new Scripted.Tell(CastResult::noReply));
		this.system.send(pid, "2");
		this.scheduler.runUntilIdle();
		assertThat(this.server.events).containsExactly("init");
		Sys.resume(pid);
		this.scheduler.runUntilIdle();
		assertThat(this.server.events).containsExactly("init", "1", "cast", "2");
	}

	@Test
	void whatWaitsForASuspendedServerIsSeenAsItWasSent() {
		Pid pid = start(this.server);
		Sys.suspend(pid);
		Scripted.Ask ask = Scripted.Ask.state();
		Scripted.Tell tell = new Scripted.Tell(CastResult::noReply);
		this.system.send(pid, "1");
		ServerRef.<Scripted>of(pid).sendRequest(ask);
		ServerRef.<Scripted>of(pid).cast(tell);
		assertThat(this.system.waitingMessages(pid, 10)).containsExactly("1", ask, tell);
	}

	@Test
	void aCallToASuspendedServerWaits() {
		Pid pid = start(this.server);
		ServerRef<Scripted> ref = ServerRef.of(pid);
		Sys.suspend(pid);
		assertThatExceptionOfType(CallTimeoutException.class).isThrownBy(() -> ref.call(Scripted.Ask.state()));
		Sys.resume(pid);
		assertThat(ref.call(Scripted.Ask.state())).isEqualTo("state");
	}

	@Test
	void aSuspendedServerAnswersSystemRequests() {
		Pid pid = start(this.server);
		Sys.suspend(pid);
		assertThat(Sys.getState(pid)).isEqualTo("state");
		Sys.suspend(pid);
		assertThat(Sys.replaceState(pid, String.class, (state) -> state + "!")).isEqualTo("state!");
		Sys.resume(pid);
		assertThat(ServerRef.<Scripted>of(pid).call(Scripted.Ask.state())).isEqualTo("state!");
	}

	@Test
	void aSuspendedServerStillEndsWithItsParent() {
		Pid parent = this.system.spawn((self) -> {
			GenServer.startLink(self, this.server, StartOptions.DEFAULTS.withTrapExits());
			throw self.exit(self.receive(ExitReason.class));
		});
		this.scheduler.runUntilIdle();
		Sys.suspend(this.server.self.self());
		this.system.send(this.server.self.self(), "waits");
		this.system.send(parent, BOOM);
		this.scheduler.runUntilIdle();
		assertThat(this.server.events).containsExactly("init", "terminate boom", "ended boom");
	}

	@Test
	void aSuspendedServerIsSeenAsSuch() {
		Pid pid = start(this.server);
		Sys.suspend(pid);
		assertThat(this.system.info(pid).orElseThrow().status()).isEqualTo(ProcessInfo.Status.SUSPENDED);
		Sys.resume(pid);
		this.scheduler.runUntilIdle();
		assertThat(this.system.info(pid).orElseThrow().status()).isEqualTo(ProcessInfo.Status.WAITING);
	}

	@Test
	void resumingAServerThatRunsChangesNothing() {
		Pid pid = start(this.server);
		Sys.resume(pid);
		assertThat(ServerRef.<Scripted>of(pid).call(Scripted.Ask.state())).isEqualTo("state");
	}

	@Test
	void aChangeThatThrowsLeavesTheStateAsItIs() {
		Pid pid = start(this.server);
		CallException ex = catchThrowableOfType(CallException.class,
				() -> Sys.replaceState(pid, String.class, (state) -> {
					throw new ErlangError("boom");
				}));
		assertThat(ex.callReason())
			.isEqualTo(ExitReason.tagged("callback_failed", ExitReason.crash(new ErlangError("boom"))));
		assertThat(ex).hasMessageStartingWith("the state of " + pid + " was not replaced, since the change threw: {");
		assertThat(Sys.getState(pid)).isEqualTo("state");
	}

	@Test
	void aStateOfAnotherTypeIsNotReplaced() {
		Pid pid = start(this.server);
		assertThatExceptionOfType(CallException.class)
			.isThrownBy(() -> Sys.replaceState(pid, Long.class, (state) -> state + 1))
			.withMessageContaining("Cannot cast java.lang.String to java.lang.Long");
		assertThat(Sys.getState(pid)).isEqualTo("state");
	}

	@Test
	void aStateIsNotReplacedByNull() {
		Pid pid = start(this.server);
		assertThatExceptionOfType(CallException.class)
			.isThrownBy(() -> Sys.replaceState(pid, String.class, (state) -> null))
			.withMessageContaining("the new state");
		assertThat(Sys.getState(pid)).isEqualTo("state");
	}

	@Test
	void theStatusIsWhatTheServerShows() {
		Scripted discreet = new Scripted() {

			@Override
			public ServerStatus formatStatus(ServerStatus status) {
				return status.withState("***");
			}

		};
		assertThat(Sys.status(start(discreet), Duration.ofSeconds(1))).isEqualTo(new ServerStatus("***", null, null));
	}

	@Test
	void aStatusThatFailsDoesNotEndTheServer() {
		Scripted broken = new Scripted() {

			@Override
			public ServerStatus formatStatus(ServerStatus status) {
				throw new IllegalStateException("broken");
			}

		};
		Pid pid = start(broken);
		assertThat(Sys.status(pid, Duration.ofSeconds(1))).isEqualTo(new ServerStatus(null, null, null));
		assertThat(pid.isAlive()).isTrue();
	}

	@Test
	void theFullStatusSaysWhatThereIsToSay() {
		Pid parent = this.system.spawn((self) -> {
			GenServer.startLink(self, this.server, StartOptions.DEFAULTS.withDebug(DebugOption.log()));
			self.receive();
		});
		this.scheduler.runUntilIdle();
		Pid pid = this.server.self.self();
		Sys.install(pid, "mine", (state, event, self) -> state, "");
		Sys.suspend(pid);
		assertThat(Sys.getStatus(pid))
			.isEqualTo(new BehaviourStatus(pid, Scripted.class, true, parent, List.of("log", "mine"), "state"));
	}

	@Test
	void terminateEndsTheServerWithTheReason() {
		Pid pid = start(this.server);
		Sys.terminate(pid, BOOM);
		this.scheduler.runUntilIdle();
		assertThat(pid.isAlive()).isFalse();
		assertThat(this.server.events).containsExactly("init", "terminate boom", "ended boom");
	}

	@Test
	void aRequestToTheDeadSaysNoproc() {
		Pid pid = start(this.server);
		ServerRef.of(pid).stop();
		assertThatExceptionOfType(NoProcessException.class).isThrownBy(() -> Sys.getState(pid))
			.withMessage("there is no process " + pid + " (any more) to take Sys.GetState");
	}

	@Test
	void aProcessThatIsNoBehaviourNeverAnswers() {
		Pid pid = this.system.spawn((self) -> self.receive((message) -> false));
		assertThatExceptionOfType(CallTimeoutException.class).isThrownBy(() -> Sys.getState(pid));
	}

	@Test
	void theSystemKnowsHowManyMessagesAServerHasHandled() {
		Pid pid = start(this.server);
		long before = this.system.info(pid).orElseThrow().messagesHandled();
		this.system.send(pid, "1");
		this.system.send(pid, "2");
		this.scheduler.runUntilIdle();
		assertThat(this.system.info(pid).orElseThrow().messagesHandled() - before).isEqualTo(2);
	}

}
