package dev.javaotp.gen.statem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.javaotp.gen.CallException;
import dev.javaotp.gen.CallTimeoutException;
import dev.javaotp.gen.From;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class GenStatemReplyTests extends StatemTestSupport {

	@Test
	void aCallIsAnsweredByAnAction() {
		this.machine.onCall("s0 call ask", (ask, from, data) -> Transition.keep(data, Action.reply(from, "yes")));
		assertThat(call("ask")).isEqualTo("yes");
	}

	@Test
	void aCallMayBeAnsweredInALaterEvent() {
		List<From<String>> waiting = new ArrayList<>();
		this.machine.onCall("s0 call ask", (ask, from, data) -> {
			waiting.add(from);
			return Transition.keep(data, Action.stateTimeout(SECOND, "answer"));
		}).on("s0 state_timeout answer", (data) -> Transition.keep(data, Action.reply(waiting.getFirst(), "late")));
		assertThat(call("ask")).isEqualTo("late");
	}

	@Test
	void aPostponedCallIsAnsweredInALaterState() {
		this.machine.does("s0 call ask", Action.postpone(), Action.stateTimeout(SECOND, "go"))
			.on("s0 state_timeout go", "s1")
			.onCall("s1 call ask", (ask, from, data) -> Transition.keep(data, Action.reply(from, "in s1")));
		assertThat(call("ask")).isEqualTo("in s1");
	}

	@Test
	void severalCallersMayBeAnsweredAtOnce() {
		List<From<String>> waiting = new ArrayList<>();
		this.machine.onCall("s0 call wait", (ask, from, data) -> {
			waiting.add(from);
			return Transition.keep(data);
		})
			.onCall("s0 call all", (ask, from, data) -> Transition.keep(data, Action.reply(waiting.getFirst(), "first"),
					Action.reply(from, "second")));
		List<String> answers = new ArrayList<>();
		ServerRef<Machine> ref = ref();
		this.system.spawn((self) -> answers.add(ref.call(new Machine.Ask("wait"))));
		this.scheduler.runUntilIdle();
		assertThat(call("all")).isEqualTo("second");
		this.scheduler.runUntilIdle();
		assertThat(answers).containsExactly("first");
	}

	@Test
	void aCallWaitsWithoutLimitUnlessItSaysOtherwise() {
		this.machine.does("s0 call ask", Action.postpone())
			.on("s0 cast go", "s1")
			.onCall("s1 call ask", (ask, from, data) -> Transition.keep(data, Action.reply(from, "at last")));
		ServerRef<Machine> ref = ref();
		List<String> answers = new ArrayList<>();
		this.system.spawn((self) -> answers.add(ref.call(new Machine.Ask("ask"))));
		pass(Duration.ofDays(1000));
		assertThat(answers).isEmpty();
		cast("go");
		assertThat(answers).containsExactly("at last");
	}

	@Test
	void aReferenceByNameWaitsWithoutLimitToo() {
		ServerRef<Machine> ref = GenStatem.ref(this.system, "machine");
		this.system.spawn((self) -> {
			GenStatem.start(this.system, this.machine, StartOptions.named("machine"));
		});
		this.scheduler.runUntilIdle();
		this.machine.onCall("s0 call ask", (ask, from, data) -> Transition.keep(data, Action.reply(from, "yes")));
		assertThat(ref.call(new Machine.Ask("ask"))).isEqualTo("yes");
	}

	@Test
	void aCallMayHaveALimit() {
		ServerRef<Machine> ref = ref();
		assertThatExceptionOfType(CallTimeoutException.class)
			.isThrownBy(() -> ref.call(new Machine.Ask("ask"), SECOND));
		assertThatExceptionOfType(CallTimeoutException.class)
			.isThrownBy(() -> ref.withTimeout(SECOND).call(new Machine.Ask("ask")))
			.withMessageEndingWith(" within 1000 ms");
	}

	@Test
	void whoWaitsIsToldWhenTheMachineEnds() {
		this.machine.does("s0 call ask", Action.postpone(), Action.stateTimeout(SECOND, "boom"))
			.on("s0 state_timeout boom", (data) -> {
				throw new ErlangError("boom");
			});
		CallException ex = catchThrowableOfType(CallException.class, () -> call("ask"));
		assertThat(ex.callReason()).isEqualTo(ExitReason.crash(new ErlangError("boom")));
	}

	@Test
	void repliesOfAStopLeaveBeforeTerminate() {
		List<String> order = new ArrayList<>();
		this.machine.onCall("s0 call bye", (ask, from, data) -> {
			order.add("handled");
			return Transition.stopAndReply(ExitReason.NORMAL, data, Action.reply(from, "bye"));
		}).end((reason) -> {
			order.add("terminate");
			throw new ErlangError("too late to matter for the caller");
		});
		assertThat(call("bye")).isEqualTo("bye");
		assertThat(order).containsExactly("handled", "terminate");
	}

}
