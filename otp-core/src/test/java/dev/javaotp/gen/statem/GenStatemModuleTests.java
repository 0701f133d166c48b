package dev.javaotp.gen.statem;

import dev.javaotp.process.ErlangError;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GenStatemModuleTests extends StatemTestSupport {

	private final Machine other = new Machine();

	@Test
	void aChangedModuleHandlesWhatComesFromThenOn() {
		this.machine.on("s0 cast change",
				(data) -> Transition.next("s1", "kept", Action.internal("i"), Action.changeModule(this.other)));
		this.other.onCall("s1 call look",
				(ask, from, data) -> Transition.keep(data, Action.reply(from, data.toString())));
		cast("change");
		assertThat(call("look")).isEqualTo("kept");
		ref().stop();
		assertThat(this.machine.events).containsExactly("s0 cast change");
		assertThat(this.other.events).containsExactly("s1 internal i", "s1 call look", "s1 terminate normal",
				"ended normal");
	}

	@Test
	void aPushedModuleGivesTheTurnBackWhenItPops() {
		this.machine.does("s0 cast push", Action.pushModule(this.other));
		this.other.does("s0 cast pop", Action.popModule());
		cast("push", "for other", "pop", "for me");
		assertThat(this.machine.events).containsExactly("s0 cast push", "s0 cast for me");
		assertThat(this.other.events).containsExactly("s0 cast for other", "s0 cast pop");
	}

	@Test
	void allModulesOfTheStackAreToldOfTheEnd() {
		this.machine.does("s0 cast push", Action.pushModule(this.other));
		cast("push");
		ref().stop();
		assertThat(this.machine.events).containsExactly("s0 cast push", "ended normal");
		assertThat(this.other.events).containsExactly("s0 terminate normal", "ended normal");
	}

	@Test
	void aChangeReplacesTheTopOfTheStackOnly() {
		Machine third = new Machine();
		this.machine.does("s0 cast push", Action.pushModule(this.other));
		this.other.does("s0 cast change", Action.changeModule(third));
		third.does("s0 cast pop", Action.popModule());
		cast("push", "change", "pop", "for me");
		assertThat(this.machine.events).endsWith("s0 cast for me");
	}

	@Test
	void whetherThereAreEnterCallsIsAskedAnew() {
		this.other.entering = true;
		this.machine.on("s0 cast change", "s1", Action.changeModule(this.other));
		cast("change");
		assertThat(this.other.events).containsExactly("s1 enter from s0");
	}

	@Test
	void aModuleThatCannotSayWhetherThereAreEnterCallsDoesNotGetTheTurn() {
		Machine broken = new Machine() {

			@Override
			public boolean stateEnter() {
				throw new ErlangError("boom");
			}

		};
		this.machine.on("s0 cast push", "s1", Action.pushModule(broken));
		cast("push");
		assertThat(this.machine.events).containsExactly("s0 cast push", "s1 terminate boom", "ended by a crash");
		assertThat(broken.events).isEmpty();
	}

	@Test
	void thereMustBeAModuleToPop() {
		this.machine.on("s0 cast pop", "s1", Action.popModule());
		cast("pop");
		assertThat(this.machine.events).containsExactly("s0 cast pop",
				"s1 terminate {bad_action_from_state_function,pop_callback_module}", "ended by a crash");
	}

}
