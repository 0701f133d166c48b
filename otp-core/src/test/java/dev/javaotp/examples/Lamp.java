package dev.javaotp.examples;

import java.time.Duration;

import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.statem.Action;
import dev.javaotp.gen.statem.Event;
import dev.javaotp.gen.statem.GenStatem;
import dev.javaotp.gen.statem.StatemInit;
import dev.javaotp.gen.statem.Transition;
import dev.javaotp.process.ProcessContext;

/** A lamp that a push turns on and off, and that goes off by itself after a minute. */
final class Lamp implements GenStatem<Lamp.State, Integer, Lamp.HowOften, Lamp.Push> {

	static final Duration MINUTE = Duration.ofMinutes(1);

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
			case Event.Cast(Push push) when state == State.OFF ->
				Transition.next(State.ON, pushed + 1, Action.stateTimeout(MINUTE, "save energy"));
			case Event.Cast(Push push) -> Transition.next(State.OFF, pushed);
			case Event.StateTimeout(var content) -> Transition.next(State.OFF, pushed);
			case Event.Call(HowOften ask, var from) -> Transition.keep(pushed, Action.reply(ask.from(from), pushed));
			default -> Transition.keep(pushed);
		};
	}

}
