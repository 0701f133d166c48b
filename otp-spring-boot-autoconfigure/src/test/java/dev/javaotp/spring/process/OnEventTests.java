package dev.javaotp.spring.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.javaotp.gen.CallException;
import dev.javaotp.gen.From;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.Sys;
import dev.javaotp.gen.statem.Action;
import dev.javaotp.gen.statem.EnterResult;
import dev.javaotp.gen.statem.Event;
import dev.javaotp.gen.statem.StateAndData;
import dev.javaotp.gen.statem.Transition;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.Registry;
import dev.javaotp.spring.autoconfigure.OtpAutoConfiguration;
import dev.javaotp.spring.process.Bank.Events;
import dev.javaotp.spring.process.OnEventTests.Phone.Dial;
import dev.javaotp.spring.process.OnEventTests.Phone.HangUp;
import dev.javaotp.spring.process.OnEventTests.Phone.Line;
import dev.javaotp.spring.process.OnEventTests.Phone.Ring;
import dev.javaotp.spring.process.OnEventTests.Phone.Unknown;
import dev.javaotp.spring.process.OnEventTests.Phone.Who;
import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for state machines that are classes with {@link OnEvent} methods.
 */
class OnEventTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class))
		.withBean(Events.class)
		.withUserConfiguration(Door.class, Phone.class, Client.class);

	@Test
	void theSameRequestGoesToTheMethodOfTheState() {
		this.runner.run((context) -> {
			ServerRef<Door> door = context.getBean(Client.class).door;
			assertThat(door.call(new Door.Unlock("0000"))).isFalse();
			assertThat(door.call(new Door.Unlock("1234"))).isTrue();
			assertThat(door.call(new Door.CountUnlocked())).isEqualTo(1);
			door.cast(new Door.Lock());
			assertThat(door.call(new Door.Unlock("1234"))).isTrue();
			assertThat(door.call(new Door.CountUnlocked())).isEqualTo(2);
		});
	}

	@Test
	void sysShowsTheStateAndTheBean() {
		this.runner.run((context) -> {
			Object shown = Sys.getState(Registry.of(context.getBean(ProcessSystem.class)).whereIs("door"));
			assertThat(shown).isInstanceOfSatisfying(StateAndData.class, (both) -> {
				assertThat(both.state()).isEqualTo(Door.State.LOCKED);
				assertThat(both.data()).isInstanceOf(Door.class);
			});
		});
	}

	@Test
	void aMethodMayTakeTheStateAndSoSayWhichOnesItServes() {
		this.runner.run((context) -> {
			ServerRef<Phone> phone = context.getBean(Client.class).phone;
			Events events = context.getBean(Events.class);
			events.await("enter Idle");
			assertThat(phone.call(new Who())).isEqualTo("nobody");
			phone.cast(new Dial("1002"));
			events.await("enter InCall with 1002");
			assertThat(phone.call(new Who())).isEqualTo("1002");
			phone.cast(new HangUp());
			events.await("enter Idle");
		});
	}

	@Test
	void whatIsForExactlyThisStateGoesFirst() {
		this.runner.run((context) -> {
			ServerRef<Phone> phone = context.getBean(Client.class).phone;
			Events events = context.getBean(Events.class);
			events.await("enter Idle");
			phone.cast(new Dial("1002"));
			events.await("enter InCall with 1002");
			phone.send("text");
			events.await("text while dialing 1002");
			phone.cast(new Ring());
			events.await("enter InCall with 1002");
			phone.send("text");
			events.await("text in a call with 1002");
		});
	}

	@Test
	void timeoutsAndInternalEventsComeAsEvents() {
		this.runner.run((context) -> {
			ServerRef<Phone> phone = context.getBean(Client.class).phone;
			Events events = context.getBean(Events.class);
			events.await("enter Idle");
			phone.cast(new Dial("0"));
			events.await("enter InCall with 0", "internal", "nobody answers", "enter Idle");
		});
	}

	@Test
	void whatIsPostponedComesInALaterState() {
		this.runner.run((context) -> {
			ServerRef<Phone> phone = context.getBean(Client.class).phone;
			Events events = context.getBean(Events.class);
			events.await("enter Idle");
			phone.cast(new Ring());
			phone.cast(new Dial("1002"));
			events.await("enter InCall with 1002", "enter InCall with 1002");
			assertThat(Sys.getState(Registry.of(context.getBean(ProcessSystem.class)).whereIs("phone")))
				.isInstanceOfSatisfying(StateAndData.class,
						(both) -> assertThat(both.state()).isEqualTo(new Line.Talking("1002")));
		});
	}

	@Test
	void whatNoMethodTakesInThisStateEndsTheMachineUnlessItIsAnOrdinaryMessage() {
		this.runner.run((context) -> {
			ServerRef<Phone> phone = context.getBean(Client.class).phone;
			Events events = context.getBean(Events.class);
			events.await("enter Idle");
			phone.send(42);
			assertThatExceptionOfType(CallException.class).isThrownBy(() -> phone.call(new Unknown()))
				.withStackTraceContaining("function_clause");
			events.await("destroyed", "enter Idle");
		});
	}

	@Test
	void aFirstStateThatIsNullIsAFailedStart() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class))
			.withUserConfiguration(Nowhere.class)
			.run((context) -> assertThat(context.getStartupFailure()).hasStackTraceContaining(
					"The @OnStart method of " + Nowhere.class.getName() + " returned null: return the first state"));
	}

	@Test
	void anErrorNamesTheStateWithoutWhatItHolds() {
		assertThat(new NoHandlerException(Phone.class, "call", new Unknown(),
				States.name(States.kind(new Line.Talking("1002")))))
			.hasMessage(Phone.class.getName() + " in state Talking got a call of " + Unknown.class.getName()
					+ ", which no @OnEvent method for this state takes: add one, or do not send it");
	}

	@Test
	void statesAreThoseOfTheSealedType() {
		States states = new States(Line.class);
		assertThat(states.names()).containsExactly("Idle", "InCall", "Dialing", "Talking");
		assertThat(states.kinds()).containsExactly(Line.Idle.class, Line.Dialing.class, Line.Talking.class);
		List<String> names = new ArrayList<>();
		new States(Door.State.class).kinds().forEach((kind) -> names.add(States.name(kind)));
		assertThat(names).containsExactly("LOCKED", "OPEN");
	}

	/** A telephone with states that hold something. */
	@OtpProcess("phone")
	static class Phone {

		sealed interface Line {

			record Idle() implements Line {
			}

			sealed interface InCall extends Line {

				String peer();

			}

			record Dialing(String peer) implements InCall {
			}

			record Talking(String peer) implements InCall {
			}

		}

		record Who() implements Request<Phone, String> {
		}

		record Unknown() implements Request<Phone, String> {
		}

		record Dial(String number) implements Message<Phone> {
		}

		record Ring() implements Message<Phone> {
		}

		record HangUp() implements Message<Phone> {
		}

		private final Events events;

		Phone(Events events) {
			this.events = events;
		}

		@OnStart
		Line start() {
			return new Line.Idle();
		}

		@OnEnter
		void entered(Line.Idle idle, ProcessContext self) {
			this.events.add("enter Idle");
		}

		@OnEnter("InCall")
		EnterResult<Phone> entered(Line.InCall line) {
			this.events.add("enter InCall with " + line.peer());
			return EnterResult.keep(this,
					line.peer().equals("0")
							? new Action.OnEnter[] { Action.stateTimeout(Duration.ZERO, "nobody answers") }
							: new Action.OnEnter[0]);
		}

		@OnEvent
		Transition<Line, Phone> dial(Dial dial, Line.Idle idle) {
			Line next = new Line.Dialing(dial.number());
			return dial.number().equals("0") ? Transition.next(next, this, Action.internal("check"))
					: Transition.next(next, this);
		}

		@OnEvent("Idle")
		Transition<Line, Phone> early(Ring ring) {
			return Transition.keep(this, Action.postpone());
		}

		@OnEvent
		Line ring(Ring ring, Line.Dialing line) {
			return new Line.Talking(line.peer());
		}

		@OnEvent
		Line hangUp(HangUp hangUp, Line.InCall line) {
			return new Line.Idle();
		}

		@OnEvent
		Line nobody(Event.StateTimeout<?, ?> timeout) {
			this.events.add((String) timeout.content());
			return new Line.Idle();
		}

		@OnEvent
		void internal(Event.Internal<?, ?> event) {
			this.events.add("internal");
		}

		@OnEvent("Dialing")
		void text(String text, Line.InCall line) {
			this.events.add(text + " while dialing " + line.peer());
		}

		@OnEvent
		void textInCall(String text, Line.InCall line) {
			this.events.add(text + " in a call with " + line.peer());
		}

		@OnEvent("Idle")
		String nobody(Who who) {
			return "nobody";
		}

		@OnEvent
		void who(Who who, Line.InCall line, From<String> caller) {
			caller.reply(line.peer());
		}

		@PreDestroy
		void destroy() {
			this.events.add("destroyed");
		}

	}

	@OtpProcess("nowhere")
	static class Nowhere {

		@OnStart
		Door.State start() {
			return null;
		}

		@OnEvent
		void any(Object message) {
		}

	}

	static class Client {

		@Autowired
		ServerRef<Door> door;

		@Autowired
		ServerRef<Phone> phone;

	}

}
