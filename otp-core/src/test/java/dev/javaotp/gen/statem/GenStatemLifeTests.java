package dev.javaotp.gen.statem;

import java.time.Duration;

import dev.javaotp.gen.MonitoredStart;
import dev.javaotp.gen.StartAck;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.StartResult;
import dev.javaotp.process.Down;
import dev.javaotp.process.ErlangError;
import dev.javaotp.process.Exit;
import dev.javaotp.process.ExitException;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ThrownValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GenStatemLifeTests extends StatemTestSupport {

	private StartResult start() {
		return GenStatem.start(this.system, this.machine);
	}

	@Test
	void startsInTheStateThatInitReturns() {
		this.machine.init((self) -> StatemInit.ok("first", "data"));
		cast("what");
		assertThat(this.machine.events).containsExactly("first cast what");
	}

	@Test
	void doesWhatInitWantsBeforeAnyMessage() {
		this.machine.init((self) -> {
			self.send(self.self(), "waits");
			return StatemInit.ok("s0", "data", Action.internal("i"), Action.stateTimeout(Duration.ZERO, "s"),
					Action.postpone());
		});
		pid();
		assertThat(this.machine.events).containsExactly("s0 internal i", "s0 state_timeout s", "s0 info waits");
	}

	@Test
	void anInitThatIgnoresIsNoFailure() {
		this.machine.init((self) -> StatemInit.ignore());
		assertThat(start()).isEqualTo(new StartResult.Ignored());
		assertThat(this.machine.events).containsExactly("ended normal");
	}

	@Test
	void anInitThatStopsEndsWithTheReason() {
		this.machine.init((self) -> StatemInit.stop(BOOM));
		assertThat(start()).isEqualTo(new StartResult.Failed(BOOM));
		assertThat(this.machine.events).containsExactly("ended boom");
	}

	@Test
	void anInitThatFailsInGoodOrderEndsNormally() {
		this.machine.init((self) -> StatemInit.error(BOOM));
		assertThat(start()).isEqualTo(new StartResult.Failed(BOOM));
		assertThat(this.machine.events).containsExactly("ended normal");
		assertThat(this.reports).isEmpty();
	}

	// unlike a gen_server, whose starter is told {boom, Stacktrace}
	@Test
	void whoStartsItIsToldTheBareReasonOfACrash() {
		this.machine.init((self) -> {
			throw new ErlangError("boom");
		});
		assertThat(start()).isEqualTo(new StartResult.Failed(BOOM));
		assertThat(this.machine.events).containsExactly("ended by a crash");
	}

	@Test
	void whoStartsItIsToldTheExceptionOfACrash() {
		this.machine.init((self) -> {
			throw new IllegalStateException("boom");
		});
		assertThat(start()).isEqualTo(new StartResult.Failed(ExitReason.crash(new IllegalStateException("boom"))));
	}

	@Test
	void anInitMayExit() {
		this.machine.init((self) -> {
			throw new ExitException(BOOM);
		});
		assertThat(start()).isEqualTo(new StartResult.Failed(BOOM));
		assertThat(this.machine.events).containsExactly("ended boom");
	}

	@Test
	void anInitMayThrowItsResult() {
		this.machine.init((self) -> {
			throw new ThrownValue(StatemInit.ok("thrown", "data"));
		});
		cast("what");
		assertThat(this.machine.events).containsExactly("thrown cast what");
	}

	@Test
	void anInitThatReturnsSomethingElseFails() {
		this.machine.init((self) -> {
			throw new ThrownValue("nonsense");
		});
		assertThat(start()).isEqualTo(new StartResult.Failed(ExitReason.tagged("bad_return_from_init", "nonsense")));
	}

	@Test
	void anInitThatReturnsNullFails() {
		this.machine.init((self) -> null);
		assertThat(start()).isEqualTo(new StartResult.Failed(
				ExitReason.tagged("bad_return_from_init", "null, from init of " + Machine.class.getName())));
	}

	@Test
	void aLinkedMachineEndsWithItsParent() {
		this.machine.init((self) -> {
			self.trapExits(true);
			return StatemInit.ok("s0", "data");
		});
		Pid parent = this.system.spawn((self) -> {
			GenStatem.startLink(self, this.machine);
			throw self.exit(self.receive(ExitReason.class));
		});
		this.scheduler.runUntilIdle();
		this.system.send(parent, BOOM);
		this.scheduler.runUntilIdle();
		assertThat(this.machine.events).containsExactly("s0 terminate boom", "ended boom");
	}

	@Test
	void theExitOfAnotherProcessIsAnEvent() {
		this.machine.init((self) -> {
			self.trapExits(true);
			return StatemInit.ok("s0", "data");
		});
		Pid pid = pid();
		this.system.exit(pid, BOOM);
		this.scheduler.runUntilIdle();
		assertThat(this.machine.events).containsExactly("s0 info EXIT boom");
		this.system.exit(pid, ExitReason.KILL);
		this.scheduler.runUntilIdle();
		assertThat(this.machine.events).containsExactly("s0 info EXIT boom", "ended killed");
	}

	@Test
	void aMonitoredStartGivesTheMonitor() {
		boolean told = inProcess((self) -> {
			MonitoredStart start = GenStatem.startMonitor(self, this.machine, StartOptions.DEFAULTS);
			self.exit(start.result().pid(), BOOM);
			return self.receive(Down.class).ref().equals(start.monitor());
		});
		assertThat(told).isTrue();
	}

	@Test
	void aSupervisorStartsItWithoutWaiting() {
		StartResult result = inTrappingProcess((self) -> {
			Pid pid = GenStatem.linkedStart(() -> this.machine, StartOptions.DEFAULTS).startLink(self);
			StartAck ack = self.receive(StartAck.class);
			self.exit(pid, ExitReason.SHUTDOWN);
			self.receive(Exit.class);
			return ack.result();
		});
		assertThat(result).isInstanceOf(StartResult.Started.class);
	}

	@Test
	void stopsWithTheReasonAndTheLastData() {
		this.machine.on("s0 cast stop", (data) -> Transition.stop(BOOM, "last"));
		cast("stop");
		assertThat(this.machine.events).containsExactly("s0 cast stop", "s0 terminate boom", "ended boom");
	}

	@Test
	void stopsOnDemand() {
		ref().stop();
		assertThat(this.machine.events).containsExactly("s0 terminate normal", "ended normal");
	}

	@Test
	void anErrorComesToTerminateWithoutWhatErlangCallsItsStack() {
		this.machine.on("s0 cast go", (data) -> {
			throw new ErlangError("boom");
		});
		cast("go");
		assertThat(this.machine.events).containsExactly("s0 cast go", "s0 terminate boom", "ended by a crash");
	}

	@Test
	void anExceptionComesToTerminateAsTheCrashItIs() {
		ExitReason[] seen = new ExitReason[1];
		IllegalStateException exception = new IllegalStateException("boom");
		this.machine.on("s0 cast go", (data) -> {
			throw exception;
		}).end((reason) -> seen[0] = reason);
		cast("go");
		assertThat(seen[0].cause()).isSameAs(exception);
	}

	@Test
	void aCrashInTerminateReplacesTheReason() {
		this.machine.on("s0 cast go", (data) -> Transition.stop(ExitReason.NORMAL, data)).end((reason) -> {
			throw new ExitException(BOOM);
		});
		cast("go");
		assertThat(this.machine.events).endsWith("s0 terminate normal", "ended boom");
	}

	@Test
	void aValueThrownInTerminateDoesNotMatter() {
		this.machine.on("s0 cast go", (data) -> Transition.stop(BOOM, data)).end((reason) -> {
			throw new ThrownValue("whatever");
		});
		cast("go");
		assertThat(this.machine.events).endsWith("s0 terminate boom", "ended boom");
	}

}
