package dev.javaotp.gen.statem;

import dev.javaotp.gen.GenTestSupport;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.Sys;
import dev.javaotp.process.CrashReport;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StateFunctionsTests extends GenTestSupport {

	/** A door that a third push breaks, for which it has no function. */
	private static final class Door implements StateFunctions<Door.State, Integer, Request<?, ?>, Door.Push> {

		private enum State {

			OPEN, CLOSED, BROKEN

		}

		private record Push() implements Message<Door> {
		}

		@Override
		public StatemInit<State, Integer> init(ProcessContext self) {
			return StatemInit.ok(State.CLOSED, 0);
		}

		@Override
		public StateFunction<State, Integer, Request<?, ?>, Push> function(State state) {
			return switch (state) {
				case OPEN -> this::open;
				case CLOSED -> this::closed;
				case BROKEN -> null;
			};
		}

		private Transition<State, Integer> open(Event<Request<?, ?>, Push> event, Integer pushed) {
			return switch (event) {
				case Event.Cast(Push push) when pushed == 2 -> Transition.next(State.BROKEN, pushed);
				case Event.Cast(Push push) -> Transition.next(State.CLOSED, pushed + 1);
				default -> Transition.keep(pushed);
			};
		}

		private Transition<State, Integer> closed(Event<Request<?, ?>, Push> event, Integer pushed) {
			return switch (event) {
				case Event.Cast(Push push) -> Transition.next(State.OPEN, pushed + 1);
				default -> Transition.keep(pushed);
			};
		}

	}

	private final Pid pid = GenStatem.start(this.system, new Door()).pid();

	private void push(int times) {
		ServerRef<Door> door = GenStatem.ref(this.pid);
		for (int i = 0; i < times; i++) {
			door.cast(new Door.Push());
		}
		this.scheduler.runUntilIdle();
	}

	@Test
	void eachStateHasItsFunction() {
		push(1);
		assertThat(Sys.getState(this.pid)).isEqualTo(new StateAndData<>(Door.State.OPEN, 1));
		push(1);
		assertThat(Sys.getState(this.pid)).isEqualTo(new StateAndData<>(Door.State.CLOSED, 2));
	}

	@Test
	void aStateWithoutAFunctionEndsTheMachine() {
		Sys.replaceState(this.pid, StateAndData.class, (old) -> new StateAndData<>(Door.State.BROKEN, 2));
		push(1);
		assertThat(this.reports).last()
			.isInstanceOfSatisfying(CrashReport.class,
					(report) -> assertThat(report.thrown()).hasMessage(
							Door.class.getName() + " has no function for state BROKEN: function(state) returned null,"
									+ " let it return one for each state"));
	}

}
