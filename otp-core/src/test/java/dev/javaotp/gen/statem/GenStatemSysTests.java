package dev.javaotp.gen.statem;

import java.time.Duration;

import dev.javaotp.gen.ServerStatus;
import dev.javaotp.gen.Sys;
import dev.javaotp.gen.TerminationReport;
import dev.javaotp.process.Pid;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GenStatemSysTests extends StatemTestSupport {

	@Test
	void theStateIsStateAndData() {
		this.machine.on("s0 cast go", (data) -> Transition.next("s1", 7));
		cast("go");
		assertThat(Sys.getState(pid())).isEqualTo(new StateAndData<>("s1", 7));
	}

	@Test
	void aReplacedStateIsNoChangeOfState() {
		this.machine.entersWith("s9").does("s0 cast a", Action.postpone(), Action.stateTimeout(SECOND, "t"));
		cast("a");
		StateAndData<?, ?> replaced = Sys.replaceState(pid(), StateAndData.class,
				(old) -> new StateAndData<>("s9", old.data() + "+"));
		assertThat(replaced).isEqualTo(new StateAndData<>("s9", "data+"));
		pass(SECOND);
		assertThat(this.machine.events).containsExactly("s0 enter from s0", "s0 cast a", "s9 state_timeout t");
	}

	@Test
	void aSuspendedMachineKeepsItsEvents() {
		Pid pid = pid();
		Sys.suspend(pid);
		cast("a", "b");
		assertThat(this.machine.events).isEmpty();
		Sys.resume(pid);
		this.scheduler.runUntilIdle();
		assertThat(this.machine.events).containsExactly("s0 cast a", "s0 cast b");
	}

	@Test
	void terminatesOnDemand() {
		Sys.terminate(pid(), BOOM);
		this.scheduler.runUntilIdle();
		assertThat(this.machine.events).containsExactly("s0 terminate boom", "ended boom");
	}

	@Test
	void theStatusIsWhatTheMachineShows() {
		Machine discreet = new Machine() {

			@Override
			public ServerStatus formatStatus(ServerStatus status) {
				return status.withState("***");
			}

		};
		Pid pid = GenStatem.start(this.system, discreet).pid();
		assertThat(Sys.status(pid, Duration.ofSeconds(1)).state()).isEqualTo("***");
		assertThat(Sys.status(pid(), Duration.ofSeconds(1)))
			.isEqualTo(new ServerStatus(new StateAndData<>("s0", "data"), null, null));
	}

	@Test
	void aCrashIsReportedWithTheEventThatWasHandled() {
		this.machine.does("s0 cast go", Action.internal("boom"))
			.on("s0 internal boom", (data) -> Transition.stop(BOOM, "last"));
		Pid pid = pid();
		cast("go");
		assertThat(this.reports.getFirst()).isEqualTo(new TerminationReport(pid, null, Machine.class, BOOM,
				new Event.Internal<>("boom"), new StateAndData<>("s0", "last"), null));
	}

}
