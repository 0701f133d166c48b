package dev.javaotp.gen.event;

import java.time.Duration;
import java.util.List;

import dev.javaotp.gen.CallException;
import dev.javaotp.gen.CodeChange;
import dev.javaotp.gen.Sys;
import dev.javaotp.gen.SystemEvent;
import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What Sys makes of an event manager. */
class EventSysTests extends EventTestSupport {

	private record Other() implements EventHandler<String, String, HandlerRequest<?, ?>> {

		@Override
		public HandlerInit<String> init(ProcessContext manager) {
			return HandlerInit.ok("other");
		}

		@Override
		public EventResult<String> handleEvent(String event, String state) {
			return EventResult.ok(state);
		}

	}

	@Test
	void theStateIsThatOfEachHandler() {
		this.manager.addHandler(handler("a"));
		this.manager.addHandler(new Other());
		this.manager.notify("event");
		assertThat(Sys.getState(this.pid))
			.isEqualTo(List.of(new HandlerState(HandlerId.of(Other.class), "other"), new HandlerState(SCRIPTED, 1)));
	}

	@Test
	void statesAreReplacedHandlerByHandler() {
		this.manager.addHandler(handler("a"));
		this.manager.addHandler(new Other());
		this.manager.addHandler(handler("b"), 1);
		List<HandlerState> states = Sys.replaceStates(this.pid, HandlerState.class, (state) -> {
			if (state.handler().equals(SCRIPTED)) {
				throw new ErlangError("boom");
			}
			return state.handler().equals(id(1)) ? new HandlerState(SCRIPTED, 7) : state.withState("changed");
		});
		assertThat(states).containsExactly(new HandlerState(id(1), 0),
				new HandlerState(HandlerId.of(Other.class), "changed"), new HandlerState(SCRIPTED, 0));
		assertThat(Sys.getState(this.pid)).isEqualTo(states);
	}

	@Test
	void theStatusIsWhatTheHandlersShow() {
		this.manager.addHandler(handler("a"));
		assertThat(Sys.status(this.pid, Duration.ofSeconds(1)).state())
			.isEqualTo(List.of(new HandlerState(SCRIPTED, "state of a")));
	}

	@Test
	void theCodeOfOneClassChanges() {
		this.manager.addHandler(handler("a"));
		this.manager.addHandler(new Other());
		this.manager.addHandler(handler("b"), 1);
		Sys.suspend(this.pid);
		Sys.changeCode(this.pid, CodeChange.from(10).withSuccessor(Scripted.class, (old) -> handler("successor")));
		Sys.resume(this.pid);
		this.manager.syncNotify("event");
		assertThat(Sys.getState(this.pid)).isEqualTo(List.of(new HandlerState(id(1), 11),
				new HandlerState(HandlerId.of(Other.class), "other"), new HandlerState(SCRIPTED, 11)));
		assertThat(this.events).endsWith("successor event", "successor event");
	}

	@Test
	void oneHandlerThatRefusesKeepsAll() {
		this.manager.addHandler(new Other());
		this.manager.addHandler(handler("a"));
		Sys.suspend(this.pid);
		CallException ex = catchThrowableOfType(CallException.class,
				() -> Sys.changeCode(this.pid, CodeChange.from(10)));
		assertThat(ex.callReason()).isEqualTo(ExitReason.tagged("EXIT", ExitReason.crash(new ErlangError("undef"))));
		assertThat(Sys.getState(this.pid))
			.isEqualTo(List.of(new HandlerState(SCRIPTED, 0), new HandlerState(HandlerId.of(Other.class), "other")));
		Sys.changeCode(this.pid, CodeChange.from(10).withModule(Scripted.class));
		assertThat(Sys.getState(this.pid))
			.isEqualTo(List.of(new HandlerState(SCRIPTED, 10), new HandlerState(HandlerId.of(Other.class), "other")));
	}

	@Test
	void eventsAreLogged() {
		this.manager.addHandler(handler("a"));
		Sys.log(this.pid, true);
		this.manager.notify("1");
		this.manager.syncNotify("2");
		this.manager.send("3");
		assertThat(Sys.getLog(this.pid)).containsExactly(new SystemEvent.In("1", null), new SystemEvent.In("2", null),
				new SystemEvent.In("3", null));
	}

	@Test
	void aSuspendedManagerKeepsItsEvents() {
		this.manager.addHandler(handler("a"));
		Sys.suspend(this.pid);
		this.manager.notify("1");
		this.scheduler.runUntilIdle();
		assertThat(this.events).containsExactly("a init");
		Sys.resume(this.pid);
		this.scheduler.runUntilIdle();
		assertThat(this.events).containsExactly("a init", "a 1");
	}

}
