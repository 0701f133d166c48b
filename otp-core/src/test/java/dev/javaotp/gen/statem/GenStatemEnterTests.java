package dev.javaotp.gen.statem;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ThrownValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GenStatemEnterTests extends StatemTestSupport {

	@Test
	void isCalledAtTheStartAndAtEachChangeWithTheOldState() {
		this.machine.entersWith("s0").on("s0 cast go", "s1").on("s1 cast back", "s0");
		cast("go", "back");
		assertThat(this.machine.events).containsExactly("s0 enter from s0", "s0 cast go", "s1 enter from s0",
				"s1 cast back", "s0 enter from s1");
	}

	@Test
	void isNotCalledUnlessTheMachineWantsIt() {
		this.machine.entersWith("s1").on("s0 cast go", "s1").entering = false;
		cast("go");
		assertThat(this.machine.events).containsExactly("s0 cast go");
	}

	@Test
	void isNotCalledWhenTheStateStaysButWhenItIsRepeated() {
		this.machine.entersWith("s0").on("s0 cast same", "s0").on("s0 cast repeat", Transition::repeat);
		cast("other", "same", "repeat");
		assertThat(this.machine.events).containsExactly("s0 enter from s0", "s0 cast other", "s0 cast same",
				"s0 cast repeat", "s0 enter from s0");
	}

	@Test
	void comesBeforeInsertedAndRetriedEvents() {
		this.machine.entersWith("s0").does("s0 cast a", Action.postpone()).on("s0 cast go", "s1", Action.internal("i"));
		cast("a", "go");
		assertThat(this.machine.events).containsExactly("s0 enter from s0", "s0 cast a", "s0 cast go",
				"s1 enter from s0", "s1 internal i", "s1 cast a");
	}

	@Test
	void comesAfterTheActionsOfInitAndBeforeItsEvents() {
		this.machine.entersWith("s0", Action.namedTimeout("n", Duration.ZERO, "enter"))
			.init((self) -> StatemInit.ok("s0", "data", Action.internal("first"),
					Action.namedTimeout("m", Duration.ZERO, "init")));
		pid();
		assertThat(this.machine.events).containsExactly("s0 enter from s0", "s0 internal first", "s0 timeout/m init",
				"s0 timeout/n enter");
	}

	@Test
	void mayChangeTheDataAndSetTimeouts() {
		this.machine
			.onEnter("s1",
					(old, data) -> EnterResult.keep(data + "+", Action.stateTimeout(SECOND, "t"), Action.hibernate()))
			.on("s0 cast go", "s1")
			.onCall("s1 call look", (ask, from, data) -> Transition.keep(data, Action.reply(from, data.toString())));
		cast("go");
		assertThat(call("look")).isEqualTo("data+");
		pass(SECOND);
		assertThat(this.machine.events).endsWith("s1 state_timeout t");
	}

	@Test
	void hasTheLastWordOnATimeout() {
		this.machine.entersWith("s1", Action.stateTimeout(SECOND, "enter"))
			.on("s0 cast go", "s1", Action.stateTimeout(Duration.ZERO, "event"));
		cast("go");
		assertThat(this.machine.events).endsWith("s1 enter from s0");
		pass(SECOND);
		assertThat(this.machine.events).endsWith("s1 enter from s0", "s1 state_timeout enter");
	}

	@Test
	void mayBeRepeatedAndIsToldTheSameOldState() {
		AtomicInteger left = new AtomicInteger(2);
		this.machine
			.onEnter("s1",
					(old, data) -> (left.getAndDecrement() > 0) ? EnterResult.repeat(data + "!")
							: EnterResult.keep(data))
			.on("s0 cast go", "s1")
			.onCall("s1 call look", (ask, from, data) -> Transition.keep(data, Action.reply(from, data.toString())));
		cast("go");
		assertThat(call("look")).isEqualTo("data!!");
		assertThat(this.machine.events).containsExactly("s0 enter from s0", "s0 cast go", "s1 enter from s0",
				"s1 enter from s0", "s1 enter from s0", "s1 call look");
	}

	@Test
	void mayStopInTheNewState() {
		this.machine.onEnter("s1", (old, data) -> EnterResult.stop(BOOM, data)).on("s0 cast go", "s1");
		cast("go");
		assertThat(this.machine.events).containsExactly("s0 enter from s0", "s0 cast go", "s1 enter from s0",
				"s1 terminate boom", "ended boom");
	}

	@Test
	void mayAnswerAndStop() {
		this.machine.entering = true;
		this.machine.onCall("s0 call go", (ask, from, data) -> {
			this.machine.onEnter("s1",
					(old, same) -> EnterResult.stopAndReply(ExitReason.NORMAL, same, Action.reply(from, "bye")));
			return Transition.next("s1", data);
		});
		assertThat(call("go")).isEqualTo("bye");
		this.scheduler.runUntilIdle();
		assertThat(this.machine.events).endsWith("s1 terminate normal", "ended normal");
	}

	@Test
	void endsTheMachineInTheOldStateWhenItThrows() {
		this.machine.onEnter("s1", (old, data) -> {
			throw new ErlangError("boom");
		}).on("s0 cast go", "s1");
		cast("go");
		assertThat(this.machine.events).contains("s1 enter from s0", "s0 terminate boom");
	}

	@Test
	void endsTheMachineWhenItThrowsAtTheStart() {
		this.machine.onEnter("s0", (old, data) -> {
			throw new ErlangError("boom");
		});
		assertThat(pid().isAlive()).isFalse();
		assertThat(this.machine.events).contains("s0 enter from s0", "s0 terminate boom");
	}

	@Test
	void mayThrowItsResult() {
		this.machine.onEnter("s1", (old, data) -> {
			throw new ThrownValue(EnterResult.keep("thrown"));
		})
			.on("s0 cast go", "s1")
			.onCall("s1 call look", (ask, from, data) -> Transition.keep(data, Action.reply(from, data.toString())));
		cast("go");
		assertThat(call("look")).isEqualTo("thrown");
	}

}
