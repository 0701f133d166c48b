package dev.javaotp.spring.process;

import java.util.ArrayList;
import java.util.List;

import dev.javaotp.gen.From;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.statem.EnterResult;
import dev.javaotp.gen.statem.Event;
import dev.javaotp.gen.statem.Transition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said about {@link OnEvent} and {@link OnEnter} methods that cannot be meant.
 */
class OnEventCheckTests {

	private static final String HERE = "dev.javaotp.spring.process.OnEventCheckTests$";

	private static List<String> problems(Class<?> type) {
		List<String> problems = new ArrayList<>();
		HandlerCheck.check(type, /* dynamic= */ false, problems);
		return problems;
	}

	@Test
	void classesInOrderHaveNoProblems() {
		assertThat(problems(Door.class)).isEmpty();
		assertThat(problems(OnEventTests.Phone.class)).isEmpty();
	}

	@Test
	void aMachineThatDoesNotSayItsStates() {
		assertThat(problems(Stateless.class)).containsExactly(HERE
				+ "Stateless has @OnEvent methods, but nothing says which states there are: let its @OnStart method "
				+ "return the first state, of an enum or a sealed type");
	}

	static class Stateless {

		@OnEvent
		void text(String text) {
		}

	}

	abstract static class Machine {

		enum State {

			OFF, ON

		}

		record Ask() implements Request<Machine, String> {
		}

		record Tell() implements Message<Machine> {
		}

		@OnStart
		State start() {
			return State.OFF;
		}

	}

	@Test
	void aHandlerAmongEvents() {
		assertThat(problems(Mixed.class)).containsExactly("@HandleInfo method " + HERE
				+ "Mixed.info(Integer) is of a class with @OnEvent methods: mark it with @OnEvent, which without a "
				+ "state serves all");
	}

	static class Mixed extends Machine {

		@OnEvent
		void text(String text) {
		}

		@HandleInfo
		void info(Integer number) {
		}

	}

	@Test
	void aStateThatThereIsNot() {
		assertThat(problems(Misspelt.class))
			.containsExactly("@OnEvent method " + HERE + "Misspelt.text(String) is for the state 'NO', which " + HERE
					+ "Machine$State does not have: expected one of OFF, ON");
	}

	static class Misspelt extends Machine {

		@OnEvent("NO")
		void text(String text) {
		}

	}

	@Test
	void aMethodForNoState() {
		assertThat(problems(Never.class)).containsExactly("@OnEvent method " + HERE
				+ "Never.text(String, B) is for A, and none of these is what it takes as the state: it would never "
				+ "be called; remove the names");
	}

	static class Never {

		sealed interface AB {

		}

		record A() implements AB {
		}

		record B() implements AB {
		}

		@OnStart
		AB start() {
			return new A();
		}

		@OnEvent("A")
		void text(String text, B state) {
		}

	}

	@Test
	void aMethodWithoutAnEvent() {
		assertThat(problems(NoEvent.class)).containsExactly("@OnEvent method " + HERE
				+ "NoEvent.nothing(State) takes no event: expected one parameter for the event, and at most the state, "
				+ "a ProcessContext and a From beside it");
	}

	static class NoEvent extends Machine {

		@OnEvent
		void nothing(State state) {
		}

	}

	@Test
	void aMethodThatTakesTheEventOfACall() {
		assertThat(problems(WholeCall.class)).containsExactly("@OnEvent method " + HERE
				+ "WholeCall.call(Call) takes Call: take the request or message itself, or one of Event.StateTimeout, "
				+ "Event.EventTimeout, Event.NamedTimeout, Event.Internal");
	}

	static class WholeCall extends Machine {

		@OnEvent
		void call(Event.Call<?, ?> call) {
		}

	}

	@Test
	void aCastWithACaller() {
		assertThat(problems(CastWithCaller.class)).containsExactly("@OnEvent method " + HERE
				+ "CastWithCaller.tell(Tell, From) takes a From, and only a call has a caller: leave it out");
	}

	static class CastWithCaller extends Machine {

		@OnEvent
		void tell(Tell tell, From<String> caller) {
		}

	}

	@Test
	void anAnswerOfTheWrongType() {
		assertThat(problems(WrongAnswer.class)).containsExactly("@OnEvent method " + HERE
				+ "WrongAnswer.ask(Ask) returns State, but the answer to Ask is a String: return that, or change the "
				+ "request to Request<WrongAnswer, State>");
	}

	static class WrongAnswer extends Machine {

		@OnEvent
		State ask(Ask ask) {
			return State.ON;
		}

	}

	@Test
	void aNextStateThatIsNone() {
		assertThat(problems(WrongState.class)).containsExactly("@OnEvent method " + HERE
				+ "WrongState.tell(Tell) returns Transition<String, String>, which is no state " + "of " + HERE
				+ "Machine$State: return nothing to stay, the next state, or a " + "Transition<State, WrongState>",
				"@OnEvent method " + HERE + "WrongState.text(String) returns String, which is no state of " + HERE
						+ "Machine$State: return nothing to stay, the next state, or a Transition<State, WrongState>");
	}

	static class WrongState extends Machine {

		@OnEvent
		String text(String text) {
			return text;
		}

		@OnEvent
		Transition<String, String> tell(Tell tell) {
			return Transition.keep("");
		}

	}

	@Test
	void anEntryWithAnEvent() {
		assertThat(problems(EntryWithEvent.class)).containsExactly(
				"@OnEnter method " + HERE + "EntryWithEvent.enter(Tell) takes Tell, but no event comes when a state is "
						+ "entered: take the state and a ProcessContext at most",
				"@OnEnter method " + HERE + "EntryWithEvent.enter(Tell) returns State, but a state that is entered "
						+ "cannot be left there: return nothing, or an EnterResult");
	}

	static class EntryWithEvent extends Machine {

		@OnEnter
		State enter(Tell tell) {
			return State.ON;
		}

	}

	@Test
	void twoMethodsForTheSame() {
		assertThat(problems(Twice.class)).containsExactlyInAnyOrder(
				"Both " + HERE + "Twice.first(Tell) and " + HERE + "Twice.second(Tell) handle " + HERE
						+ "Machine$Tell in state ON (@OnEvent), and neither is more specific: remove one",
				"Both " + HERE + "Twice.enterFirst() and " + HERE
						+ "Twice.enterSecond() are called when ON is entered: remove one");
	}

	static class Twice extends Machine {

		@OnEvent({ "OFF", "ON" })
		void first(Tell tell) {
		}

		@OnEvent("ON")
		void second(Tell tell) {
		}

		@OnEnter
		void always() {
		}

		@OnEnter("ON")
		void enterFirst() {
		}

		@OnEnter("ON")
		EnterResult<Twice> enterSecond() {
			return EnterResult.keep(this);
		}

	}

}
