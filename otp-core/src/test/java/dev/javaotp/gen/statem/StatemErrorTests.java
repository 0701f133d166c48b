package dev.javaotp.gen.statem;

import dev.javaotp.process.CrashReport;
import dev.javaotp.process.ThrownValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StatemErrorTests extends StatemTestSupport {

	private static final String MACHINE = Machine.class.getName();

	private void assertEnd(String terminate, String message) {
		assertThat(this.machine.events).contains(terminate);
		assertThat(this.reports).last()
			.isInstanceOfSatisfying(CrashReport.class,
					(report) -> assertThat(report.thrown()).isInstanceOf(StatemError.class).hasMessage(message));
	}

	@Test
	void anEventMustNotReturnNull() {
		this.machine.on("s0 cast go", (data) -> null);
		cast("go");
		assertEnd("s0 terminate {bad_return_from_state_function,null}", "handleEvent of " + MACHINE
				+ " in state s0 returned null: make a Transition with one of its static methods");
	}

	@Test
	void anEventMustNotThrowAValueThatIsNoTransition() {
		this.machine.on("s0 cast go", (data) -> {
			throw new ThrownValue("nonsense");
		});
		cast("go");
		assertEnd("s0 terminate {bad_return_from_state_function,nonsense}", "handleEvent of " + MACHINE
				+ " in state s0 returned a java.lang.String: make a Transition with one of its static methods");
	}

	@Test
	void anEnterCallMustNotReturnNull() {
		this.machine.onEnter("s1", (old, data) -> null).on("s0 cast go", "s1");
		cast("go");
		assertEnd("s1 terminate {bad_return_from_state_function,null}", "handleEnter of " + MACHINE
				+ " in state s1 returned null: make an EnterResult with one of its static methods");
	}

	@Test
	void anEnterCallMustNotThrowAValueThatIsNoResult() {
		this.machine.onEnter("s1", (old, data) -> {
			throw new ThrownValue(1L);
		}).on("s0 cast go", "s1");
		cast("go");
		assertEnd("s1 terminate {bad_return_from_state_function,1}", "handleEnter of " + MACHINE
				+ " in state s1 returned a java.lang.Long: make an EnterResult with one of its static methods");
	}

	private void enterThrows(Transition<String, Object> transition) {
		this.machine.onEnter("s1", (old, data) -> {
			throw new ThrownValue(transition);
		}).on("s0 cast go", "s1");
		cast("go");
	}

	@Test
	void anEnterCallThatThrowsATransitionMustNotLeaveTheState() {
		enterThrows(Transition.next("s2", "data"));
		assertEnd("s1 terminate {bad_state_enter_return_from_state_function,Next[state=s2, data=data, actions=[]]}",
				"handleEnter of " + MACHINE + " wants to leave state s1 for s2 while it enters it:"
						+ " insert an event with the action that leads there, and go on from that");
	}

	@Test
	void anEnterCallThatThrowsATransitionMustNotPostpone() {
		enterThrows(Transition.keep("data", Action.postpone()));
		assertEnd("s1 terminate {bad_state_enter_action_from_state_function,postpone}", "handleEnter of " + MACHINE
				+ " in state s1 wants Postpone[on=true] done: only replies and time-outs are possible there");
	}

	@Test
	void anEnterCallThatThrowsATransitionMustNotInsertAnEvent() {
		enterThrows(Transition.repeat("data", Action.internal("i")));
		assertThat(this.machine.events)
			.contains("s1 terminate {bad_state_enter_action_from_state_function,{next_event,internal,i}}");
	}

	@Test
	void anEnterCallThatThrowsATransitionMustNotChangeTheModule() {
		enterThrows(Transition.keep("data", Action.popModule()));
		assertThat(this.machine.events)
			.contains("s1 terminate {bad_state_enter_action_from_state_function,pop_callback_module}");
	}

	@Test
	void anEnterCallMayThrowATransitionThatStaysOrEnds() {
		enterThrows(Transition.next("s1", "data", Action.stateTimeout(SECOND, "t")));
		pass(SECOND);
		assertThat(this.machine.events).endsWith("s1 state_timeout t");
		this.machine.onEnter("s2", (old, data) -> {
			throw new ThrownValue(Transition.stop(BOOM, data));
		}).on("s1 cast go", "s2");
		cast("go");
		assertThat(this.machine.events).endsWith("s2 terminate boom", "ended boom");
	}

	@Test
	void anActionToPopNeedsAModuleBelow() {
		this.machine.on("s0 cast go", "s1", Action.popModule());
		cast("go");
		assertEnd("s1 terminate {bad_action_from_state_function,pop_callback_module}",
				MACHINE + " in state s1 wants to pop its module, which was not pushed over another: push it first");
	}

}
