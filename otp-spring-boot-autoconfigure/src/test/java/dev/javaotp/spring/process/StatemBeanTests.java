package dev.javaotp.spring.process;

import java.time.Duration;
import java.util.List;

import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.Sys;
import dev.javaotp.gen.statem.Action;
import dev.javaotp.gen.statem.EnterResult;
import dev.javaotp.gen.statem.Event;
import dev.javaotp.gen.statem.GenStatem;
import dev.javaotp.gen.statem.StateAndData;
import dev.javaotp.gen.statem.StateFunction;
import dev.javaotp.gen.statem.StateFunctions;
import dev.javaotp.gen.statem.StatemInit;
import dev.javaotp.gen.statem.Transition;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.Registry;
import dev.javaotp.spring.autoconfigure.OtpAutoConfiguration;
import dev.javaotp.spring.process.Bank.Events;
import dev.javaotp.spring.process.StatemBeanTests.Door.Ask;
import dev.javaotp.spring.process.StatemBeanTests.Door.State;
import dev.javaotp.spring.process.StatemBeanTests.Door.Tell;
import dev.javaotp.supervisor.StartDynamicChildResult;
import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for process beans that are a {@link GenStatem}.
 */
class StatemBeanTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class))
		.withUserConfiguration(Events.class, Door.class, Client.class);

	@Test
	void allCallbacksReachTheBean() {
		this.runner.run((context) -> {
			Client client = context.getBean(Client.class);
			Events events = context.getBean(Events.class);
			events.await("new", "init", "enter CLOSED from CLOSED");
			client.door.cast(Tell.OPEN);
			events.await("enter OPEN from CLOSED", "time-out");
			assertThat(client.door.call(new Ask())).isEqualTo(State.OPEN);
			client.door.stop();
			assertThat(events.until("ended normal")).startsWith("terminate normal in OPEN", "destroyed");
		});
	}

	@Test
	void sysShowsStateAndData() {
		this.runner.run((context) -> assertThat(Sys.getState(pid(context.getBean(ProcessSystem.class))))
			.isEqualTo(new StateAndData<>(State.CLOSED, "data")));
	}

	@Test
	void aRestartIsANewObjectInItsFirstState() {
		this.runner.run((context) -> {
			Client client = context.getBean(Client.class);
			Events events = context.getBean(Events.class);
			events.await("new", "init", "enter CLOSED from CLOSED");
			client.door.cast(Tell.OPEN);
			events.await("enter OPEN from CLOSED", "time-out");
			client.door.cast(Tell.BREAK);
			assertThat(events.until("enter CLOSED from CLOSED")).contains("terminate broken in OPEN", "destroyed",
					"new", "init");
			assertThat(client.door.call(new Ask())).isEqualTo(State.CLOSED);
		});
	}

	@Test
	void itDoesNotTrapExitsUnlessItSaysSo() {
		this.runner.run((context) -> {
			Events events = context.getBean(Events.class);
			events.await("new", "init", "enter CLOSED from CLOSED");
			ProcessSystem system = context.getBean(ProcessSystem.class);
			system.exit(pid(system), ExitReason.of("away"));
			assertThat(events.until("ended away")).noneMatch((event) -> event.startsWith("terminate"));
		});
	}

	@Test
	void theBeanIsDestroyedOnceWhoeverHasTheTurn() {
		for (Tell tell : List.of(Tell.PUSH, Tell.CHANGE)) {
			this.runner.run((context) -> {
				Client client = context.getBean(Client.class);
				Events events = context.getBean(Events.class);
				events.await("new", "init", "enter CLOSED from CLOSED");
				client.door.cast(tell);
				client.door.cast(Tell.OPEN);
				events.await("the guard");
				client.door.stop();
				assertThat(events.until("guard ended")).containsOnlyOnce("destroyed");
			});
		}
	}

	@Test
	void nameAndPidStandInTheLoggingContextWhicheverObjectHasTheTurn() {
		this.runner.withPropertyValues("otp.mdc=true").run((context) -> {
			Client client = context.getBean(Client.class);
			Events events = context.getBean(Events.class);
			events.await("new", "init", "enter CLOSED from CLOSED");
			client.door.cast(Tell.LOG);
			events.await("logs as door");
			client.door.cast(Tell.PUSH);
			client.door.cast(Tell.LOG);
			events.await("guard of door");
		});
	}

	@Test
	void whatIsStartedOnDemandGetsItsArgumentBeforeInit() {
		ApplicationContextRunner lampsRunner = this.runner.withUserConfiguration(Lamp.class, LampClient.class)
			.withPropertyValues("otp.supervision[0].supervisor=house", "otp.supervision[0].children[0].dynamic=lamps",
					"otp.supervision[0].children[0].process=lamp");
		lampsRunner.run((context) -> {
			DynamicSupervisorRef<String> lamps = context.getBean(LampClient.class).lamps;
			StartDynamicChildResult started = lamps.start("hall");
			assertThat(started).isInstanceOf(StartDynamicChildResult.Started.class);
			assertThat(Sys.getState(lamps.find("hall").orElseThrow())).isEqualTo(new StateAndData<>(false, "hall"));
			ServerRef<Lamp> hall = lamps.child("hall");
			assertThat(hall.call(new Lamp.Push())).isTrue();
			assertThat(hall.call(new Lamp.Push())).isFalse();
		});
	}

	private static Pid pid(ProcessSystem system) {
		return Registry.of(system).whereIs("door");
	}

	@OtpProcess("door")
	static class Door implements GenStatem<State, String, Ask, Tell> {

		enum State {

			CLOSED, OPEN

		}

		record Ask() implements Request<Door, State> {
		}

		enum Tell implements Message<Door> {

			OPEN, BREAK, PUSH, CHANGE, LOG

		}

		private final Events events;

		Door(Events events) {
			this.events = events;
			this.events.add("new");
		}

		@Override
		public StatemInit<State, String> init(ProcessContext self) {
			this.events.add("init");
			return StatemInit.ok(State.CLOSED, "data");
		}

		@Override
		public boolean stateEnter() {
			return true;
		}

		@Override
		public EnterResult<String> handleEnter(State old, State state, String data) {
			this.events.add("enter " + state + " from " + old);
			return EnterResult.keep(data);
		}

		@Override
		public Transition<State, String> handleEvent(Event<Ask, Tell> event, State state, String data) {
			return switch (event) {
				case Event.Call(Ask ask, var from) -> Transition.keep(data, Action.reply(ask.from(from), state));
				case Event.Cast(Tell tell) -> told(tell, data);
				default -> {
					this.events.add("time-out");
					yield Transition.keep(data);
				}
			};
		}

		private Transition<State, String> told(Tell tell, String data) {
			return switch (tell) {
				case OPEN -> Transition.next(State.OPEN, data, Action.stateTimeout(Duration.ZERO, ""));
				case BREAK -> Transition.stop(ExitReason.of("broken"), data);
				case PUSH -> Transition.keep(data, Action.pushModule(new Guard(this.events)));
				case CHANGE -> Transition.next(State.OPEN, data, Action.changeModule(new Guard(this.events)));
				case LOG -> {
					this.events.add("logs as " + MDC.get("otp.process"));
					yield Transition.keep(data);
				}
			};
		}

		@Override
		public void terminate(ExitReason reason, State state, String data) {
			this.events.add("terminate " + reason + " in " + state);
		}

		@Override
		public void ended(ExitReason reason) {
			this.events.add("ended " + reason);
		}

		@PreDestroy
		void destroy() {
			this.events.add("destroyed");
		}

	}

	/** Takes the turn of a door. */
	record Guard(Events events) implements GenStatem<State, String, Ask, Tell> {

		@Override
		public StatemInit<State, String> init(ProcessContext self) {
			throw new AssertionError();
		}

		@Override
		public Transition<State, String> handleEvent(Event<Ask, Tell> event, State state, String data) {
			this.events.add((MDC.get("otp.process") != null) ? "guard of " + MDC.get("otp.process") : "the guard");
			return Transition.keep(data);
		}

		@Override
		public void ended(ExitReason reason) {
			this.events.add("guard ended");
		}

	}

	@OtpProcess(value = "lamp", dynamic = true)
	static class Lamp implements StateFunctions<Boolean, String, Lamp.Push, Message<?>> {

		record Push() implements Request<Lamp, Boolean> {
		}

		private String place = "";

		@OnStart
		void start(String place) {
			this.place = place;
		}

		@Override
		public StatemInit<Boolean, String> init(ProcessContext self) {
			return StatemInit.ok(false, this.place);
		}

		@Override
		public StateFunction<Boolean, String, Push, Message<?>> function(Boolean on) {
			return on ? (event, data) -> turn(false, event, data) : (event, data) -> turn(true, event, data);
		}

		private Transition<Boolean, String> turn(boolean on, Event<Push, Message<?>> event, String data) {
			return (event instanceof Event.Call(Push push, var from))
					? Transition.next(on, data, Action.reply(push.from(from), on)) : Transition.keep(data);
		}

	}

	static class Client {

		@Autowired
		ServerRef<Door> door;

	}

	static class LampClient {

		@Autowired
		DynamicSupervisorRef<String> lamps;

	}

}
