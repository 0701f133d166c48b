package dev.javaotp.examples;

import java.time.Duration;

import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.statem.Action;
import dev.javaotp.gen.statem.Event;
import dev.javaotp.gen.statem.StateFunction;
import dev.javaotp.gen.statem.StateFunctions;
import dev.javaotp.gen.statem.StatemInit;
import dev.javaotp.gen.statem.Transition;
import dev.javaotp.process.ProcessContext;

/** A telephone line that rings for half a minute. Its data counts the calls missed. */
final class Line implements StateFunctions<Line.State, Integer, Line.Query, Line.Ring> {

	enum State {

		IDLE, RINGING

	}

	sealed interface Query extends Request<Line, String> {

		record Look() implements Query {
		}

	}

	record Ring() implements Message<Line> {
	}

	@Override
	public StatemInit<State, Integer> init(ProcessContext self) {
		return StatemInit.ok(State.IDLE, 0);
	}

	@Override
	public StateFunction<State, Integer, Query, Ring> function(State state) {
		return switch (state) {
			case IDLE -> this::idle;
			case RINGING -> this::ringing;
		};
	}

	private Transition<State, Integer> idle(Event<Query, Ring> event, Integer missed) {
		return switch (event) {
			case Event.Cast(Ring ring) ->
				Transition.next(State.RINGING, missed, Action.stateTimeout(Duration.ofSeconds(30), "nobody answers"));
			default -> always(event, "idle", missed);
		};
	}

	private Transition<State, Integer> ringing(Event<Query, Ring> event, Integer missed) {
		return switch (event) {
			case Event.StateTimeout(var content) -> Transition.next(State.IDLE, missed + 1);
			default -> always(event, "ringing", missed);
		};
	}

	private Transition<State, Integer> always(Event<Query, Ring> event, String state, Integer missed) {
		return switch (event) {
			case Event.Call(Query.Look look, var from) ->
				Transition.keep(missed, Action.reply(look.from(from), state + ", missed " + missed));
			default -> Transition.keep(missed);
		};
	}

}
