package dev.javaotp.gen.statem;

import java.time.Duration;

import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.Sys;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class GenStatemTimeoutTests extends StatemTestSupport {

	private static final Duration NOW = Duration.ZERO;

	private static final Duration HALF = SECOND.dividedBy(2);

	@Test
	void aStateTimeoutComesAfterItsTime() {
		this.machine.does("s0 cast set", Action.stateTimeout(SECOND, "t"));
		cast("set");
		pass(SECOND.minusNanos(1));
		assertThat(this.machine.events).containsExactly("s0 cast set");
		pass(Duration.ofNanos(1));
		pass(SECOND.multipliedBy(10));
		assertThat(this.machine.events).containsExactly("s0 cast set", "s0 state_timeout t");
	}

	@Test
	void aStateTimeoutIsCancelledByAChangeOfStateOnly() {
		this.machine.does("s0 cast set", Action.stateTimeout(SECOND, "t"))
			.on("s0 cast same", "s0")
			.on("s0 cast repeat", Transition::repeat)
			.on("s0 cast go", "s1");
		cast("set", "other", "same", "repeat");
		pass(SECOND);
		assertThat(this.machine.events).endsWith("s0 state_timeout t");
		cast("set", "go");
		pass(SECOND);
		assertThat(this.machine.events).endsWith("s0 cast set", "s0 cast go");
	}

	@Test
	void aStateTimeoutSetWithTheChangeIsOneOfTheNewState() {
		this.machine.does("s0 cast set", Action.stateTimeout(SECOND, "old"))
			.on("s0 cast go", "s1", Action.stateTimeout(SECOND, "new"));
		cast("set");
		pass(HALF);
		cast("go");
		pass(HALF);
		assertThat(this.machine.events).endsWith("s0 cast go");
		pass(HALF);
		assertThat(this.machine.events).endsWith("s1 state_timeout new");
	}

	@Test
	void anEventTimeoutIsCancelledByAnyEvent() {
		this.machine.does("s0 cast set", Action.eventTimeout(SECOND, "t"));
		cast("set");
		pass(SECOND);
		assertThat(this.machine.events).endsWith("s0 timeout t");
		cast("set", "anything");
		pass(SECOND);
		assertThat(this.machine.events).endsWith("s0 cast anything");
		cast("set");
		info("anything");
		pass(SECOND);
		assertThat(this.machine.events).endsWith("s0 info anything");
	}

	@Test
	void anEventTimeoutIsCancelledByTimeoutsAndInsertedEvents() {
		this.machine.does("s0 cast timer", Action.eventTimeout(SECOND, "e"), Action.namedTimeout("n", HALF, "n"))
			.does("s0 cast insert", Action.eventTimeout(SECOND, "e"), Action.internal("i"));
		cast("timer");
		pass(SECOND.multipliedBy(2));
		assertThat(this.machine.events).containsExactly("s0 cast timer", "s0 timeout/n n");
		cast("insert");
		pass(SECOND.multipliedBy(2));
		assertThat(this.machine.events).endsWith("s0 cast insert", "s0 internal i");
	}

	@Test
	void aNamedTimeoutIsCancelledByNothing() {
		this.machine.does("s0 cast set", Action.namedTimeout("n", SECOND, "t")).on("s0 cast go", "s1");
		cast("set", "go");
		info("anything");
		pass(SECOND);
		assertThat(this.machine.events).endsWith("s1 timeout/n t");
	}

	@Test
	void namedTimeoutsRunSideBySide() {
		this.machine.does("s0 cast set", Action.namedTimeout("n", SECOND, "1"), Action.namedTimeout("m", HALF, "2"));
		cast("set");
		pass(SECOND);
		assertThat(this.machine.events).containsExactly("s0 cast set", "s0 timeout/m 2", "s0 timeout/n 1");
	}

	@Test
	void settingATimeoutAnewReplacesIt() {
		this.machine.does("s0 cast set", Action.namedTimeout("n", SECOND, "t"))
			.does("s0 cast later", Action.namedTimeout("n", SECOND, "u"));
		cast("set");
		pass(HALF);
		cast("later");
		pass(HALF);
		assertThat(this.machine.events).endsWith("s0 cast later");
		pass(SECOND);
		assertThat(this.machine.events).containsExactly("s0 cast set", "s0 cast later", "s0 timeout/n u");
	}

	@Test
	void ofSeveralActionsForOneTimeoutTheLastCounts() {
		this.machine.does("s0 cast set", Action.stateTimeout(NOW, "1"), Action.namedTimeout("n", NOW, "2"),
				Action.stateTimeout(NOW, "3"), Action.namedTimeout("m", NOW, "4"),
				Action.cancelTimeout(TimeoutType.named("m")));
		cast("set");
		assertThat(this.machine.events).containsExactly("s0 cast set", "s0 timeout/n 2", "s0 state_timeout 3");
	}

	@Test
	void aTimeoutMayBeCancelled() {
		this.machine.does("s0 cast set", Action.stateTimeout(SECOND, "s"), Action.namedTimeout("n", SECOND, "n"))
			.does("s0 cast cancel", Action.cancelTimeout(TimeoutType.STATE),
					Action.cancelTimeout(TimeoutType.named("n")), Action.cancelTimeout(TimeoutType.named("none")));
		cast("set", "cancel");
		pass(SECOND);
		assertThat(this.machine.events).containsExactly("s0 cast set", "s0 cast cancel");
		assertThat(this.scheduler.time().timerCount()).isZero();
	}

	@Test
	void aTimeoutThatIsNeverCancelsOneThatRuns() {
		this.machine.does("s0 cast set", Action.stateTimeout(SECOND, "s"))
			.does("s0 cast never", Action.stateTimeout(ServerRef.FOREVER, "never"));
		cast("set", "never");
		pass(Duration.ofDays(10000));
		assertThat(this.machine.events).containsExactly("s0 cast set", "s0 cast never");
	}

	@Test
	void anUpdateChangesTheContentAndNotTheTime() {
		this.machine.does("s0 cast set", Action.stateTimeout(SECOND, "old"))
			.does("s0 cast update", Action.updateTimeout(TimeoutType.STATE, "new"));
		cast("set");
		pass(HALF);
		cast("update");
		pass(HALF);
		assertThat(this.machine.events).containsExactly("s0 cast set", "s0 cast update", "s0 state_timeout new");
	}

	@Test
	void anUpdateOfATimeoutThatDoesNotRunComesAtOnce() {
		this.machine.does("s0 cast update", Action.updateTimeout(TimeoutType.named("n"), "n"),
				Action.updateTimeout(TimeoutType.EVENT, "e"));
		cast("update", "waits");
		assertThat(this.machine.events).containsExactly("s0 cast update", "s0 timeout/n n", "s0 cast waits");
	}

	@Test
	void timeoutsOfZeroComeInTheOrderSetAfterInsertedEventsAndBeforeMessages() {
		this.machine.does("s0 cast set", Action.stateTimeout(NOW, "s"), Action.namedTimeout("n", NOW, "n"),
				Action.internal("i"));
		cast("set", "waits");
		assertThat(this.machine.events).containsExactly("s0 cast set", "s0 internal i", "s0 state_timeout s",
				"s0 timeout/n n", "s0 cast waits");
	}

	@Test
	void anEventTimeoutOfZeroComesOnlyIfNothingIsQueued() {
		this.machine.does("s0 cast alone", Action.eventTimeout(NOW, "e"))
			.does("s0 cast inserts", Action.eventTimeout(NOW, "e"), Action.internal("i"))
			.does("s0 cast behind", Action.stateTimeout(NOW, "s"), Action.eventTimeout(NOW, "e"));
		cast("alone", "inserts", "behind");
		assertThat(this.machine.events).containsExactly("s0 cast alone", "s0 timeout e", "s0 cast inserts",
				"s0 internal i", "s0 cast behind", "s0 state_timeout s");
	}

	@Test
	void aStateTimeoutOfZeroIsCancelledByAChangeOfState() {
		this.machine.does("s0 cast set", Action.stateTimeout(NOW, "s"), Action.internal("i")).on("s0 internal i", "s1");
		cast("set");
		assertThat(this.machine.events).containsExactly("s0 cast set", "s0 internal i");
	}

	@Test
	void aTimeoutOfZeroThatIsSetAnewComesLast() {
		this.machine
			.does("s0 cast set", Action.stateTimeout(NOW, "s"), Action.namedTimeout("n", NOW, "n"),
					Action.internal("i"))
			.does("s0 internal i", Action.stateTimeout(NOW, "again"));
		cast("set");
		assertThat(this.machine.events).containsExactly("s0 cast set", "s0 internal i", "s0 timeout/n n",
				"s0 state_timeout again");
	}

	@Test
	void aTimeoutOfZeroThatIsUpdatedKeepsItsPlace() {
		this.machine
			.does("s0 cast set", Action.stateTimeout(NOW, "s"), Action.namedTimeout("n", NOW, "n"),
					Action.internal("i"))
			.does("s0 internal i", Action.updateTimeout(TimeoutType.STATE, "u"));
		cast("set");
		assertThat(this.machine.events).containsExactly("s0 cast set", "s0 internal i", "s0 state_timeout u",
				"s0 timeout/n n");
	}

	// Erlang/OTP 25 sends an info event instead, see docs/guarantees.md
	@Test
	void aTimeoutOfZeroMayBeReplacedByOneThatRuns() {
		this.machine.does("s0 cast set", Action.stateTimeout(NOW, "s"), Action.internal("i"))
			.does("s0 internal i", Action.stateTimeout(SECOND, "later"));
		cast("set");
		assertThat(this.machine.events).containsExactly("s0 cast set", "s0 internal i");
		pass(SECOND);
		assertThat(this.machine.events).endsWith("s0 internal i", "s0 state_timeout later");
	}

	@Test
	void aTimeoutThatRunsMayBeReplacedByOneOfZero() {
		this.machine.does("s0 cast set", Action.stateTimeout(SECOND, "later"))
			.does("s0 cast now", Action.stateTimeout(NOW, "now"));
		cast("set", "now");
		pass(SECOND);
		assertThat(this.machine.events).containsExactly("s0 cast set", "s0 cast now", "s0 state_timeout now");
	}

	@Test
	void aTimeoutMayBeSetToAMoment() {
		pass(SECOND);
		long later = this.scheduler.time().nanoTime() + SECOND.toNanos();
		this.machine.does("s0 cast set", Action.timeoutAt(TimeoutType.STATE, later, "then"));
		pass(HALF);
		cast("set");
		pass(HALF.minusNanos(1));
		assertThat(this.machine.events).containsExactly("s0 cast set");
		pass(Duration.ofNanos(1));
		assertThat(this.machine.events).containsExactly("s0 cast set", "s0 state_timeout then");
	}

	@Test
	void aMomentThatHasPassedComesAfterWhatIsInTheMailbox() {
		pass(SECOND);
		this.machine.does("s0 cast set", Action.timeoutAt(TimeoutType.named("n"), 0, "then"));
		cast("set", "waits");
		pass(NOW);
		assertThat(this.machine.events).containsExactly("s0 cast set", "s0 cast waits", "s0 timeout/n then");
	}

	@Test
	void aTimeoutThatWasCancelledTooLateNeverComes() {
		this.machine.does("s0 cast set", Action.stateTimeout(SECOND, "s"), Action.namedTimeout("n", SECOND, "n"))
			.on("s0 cast go", "s1", Action.cancelTimeout(TimeoutType.named("n")));
		cast("set");
		// the cast is in the mailbox before the time-outs, whose time has come when it is
		// handled
		Sys.suspend(pid());
		ref().cast(new Machine.Tell("go"));
		pass(SECOND);
		Sys.resume(pid());
		this.scheduler.runUntilIdle();
		assertThat(this.machine.events).containsExactly("s0 cast set", "s0 cast go");
	}

	@Test
	void aSuspendedMachineHandlesItsTimeoutsWhenItGoesOn() {
		this.machine.does("s0 cast set", Action.stateTimeout(SECOND, "s"));
		cast("set");
		Sys.suspend(pid());
		pass(SECOND.multipliedBy(2));
		assertThat(this.machine.events).containsExactly("s0 cast set");
		Sys.resume(pid());
		this.scheduler.runUntilIdle();
		assertThat(this.machine.events).containsExactly("s0 cast set", "s0 state_timeout s");
	}

	@Test
	void aRequestOfSysDoesNotCancelAnEventTimeout() {
		this.machine.does("s0 cast set", Action.eventTimeout(SECOND, "e"));
		cast("set");
		pass(HALF);
		Sys.getState(pid());
		pass(HALF);
		assertThat(this.machine.events).containsExactly("s0 cast set", "s0 timeout e");
	}

	@Test
	void aNegativeTimeIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Action.stateTimeout(SECOND.negated(), "t"))
			.withMessage("the time-out STATE is set to PT-1S, which is negative: use zero for at once,"
					+ " or Action.cancelTimeout");
	}

}
