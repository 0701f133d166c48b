package dev.javaotp.benchmarks.operation;

import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.statem.Action;
import dev.javaotp.gen.statem.Event;
import dev.javaotp.gen.statem.GenStatem;
import dev.javaotp.gen.statem.StatemInit;
import dev.javaotp.gen.statem.Transition;
import dev.javaotp.process.ProcessContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** A state machine takes an event, and goes into another state. */
public class StateMachine extends OperationBenchmark {

	private ServerRef<Lamp> lamp;

	/** Starts the machine. */
	@Setup
	public void start() {
		this.lamp = GenStatem.ref(GenStatem.start(system(), new Lamp()).pid());
	}

	/**
	 * A process sends some thousand events, and asks once.
	 * @param blackhole where the answer goes
	 */
	@Benchmark
	@OperationsPerInvocation(TIMES)
	public void event(Blackhole blackhole) {
		inProcess((self) -> {
			Lamp.Push push = new Lamp.Push();
			for (int i = 0; i < TIMES; i++) {
				this.lamp.cast(push);
			}
			blackhole.consume(this.lamp.call(new Lamp.HowOften()));
		});
	}

	private static final class Lamp implements GenStatem<Lamp.State, Integer, Lamp.HowOften, Lamp.Push> {

		enum State {

			OFF, ON

		}

		record HowOften() implements Request<Lamp, Integer> {

		}

		record Push() implements Message<Lamp> {

		}

		@Override
		public StatemInit<State, Integer> init(ProcessContext self) {
			return StatemInit.ok(State.OFF, 0);
		}

		@Override
		public Transition<State, Integer> handleEvent(Event<HowOften, Push> event, State state, Integer pushed) {
			return switch (event) {
				case Event.Cast(Push push) -> Transition.next((state == State.OFF) ? State.ON : State.OFF, pushed + 1);
				case Event.Call(HowOften ask, var from) ->
					Transition.keep(pushed, Action.reply(ask.from(from), pushed));
				default -> Transition.keep(pushed);
			};
		}

	}

}
