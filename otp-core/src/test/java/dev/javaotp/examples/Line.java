package dev.javaotp.examples;

import java.time.Duration;

import dev.javaotp.gen.CallResult;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.From;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.process.Down;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.Ref;
import dev.javaotp.process.TimerRef;

/**
 * A telephone line: idle, ringing, or talking. Who dials is answered when somebody picks
 * up, or nobody does; who dies while the line rings or talks sets it free.
 */
final class Line implements GenServer<Line.State, Line.Query<?>, Line.Event> {

	static final Duration PATIENCE = Duration.ofSeconds(30);

	enum Outcome {

		ANSWERED, BUSY, NOBODY_ANSWERED

	}

	sealed interface Query<R> extends Request<Line, R> {

	}

	record Dial(Pid caller) implements Query<Outcome> {

	}

	record PickUp() implements Query<Boolean> {

	}

	record Look() implements Query<String> {

	}

	sealed interface Event extends Message<Line> {

	}

	record HangUp() implements Event {

	}

	record NobodyAnswered(Ref call) implements Event {

	}

	sealed interface State {

	}

	record Idle() implements State {

	}

	record Ringing(Ref call, From<Outcome> caller, TimerRef patience) implements State {

	}

	record Talking(Ref call) implements State {

	}

	private ProcessContext self;

	@Override
	public InitResult<State> init(ProcessContext self) {
		this.self = self;
		return InitResult.ok(new Idle());
	}

	@Override
	public CallResult<State> handleCall(Query<?> query, From<?> from, State state) {
		return switch (query) {
			case Dial dial when state instanceof Idle -> CastResult.noReply(ring(dial.caller(), dial.from(from)));
			case Dial dial -> dial.reply(Outcome.BUSY, state);
			case PickUp pickUp when state instanceof Ringing ringing -> {
				ringing.patience().cancel();
				ringing.caller().reply(Outcome.ANSWERED);
				yield pickUp.reply(true, new Talking(ringing.call()));
			}
			case PickUp pickUp -> pickUp.reply(false, state);
			case Look look -> look.reply(state.getClass().getSimpleName(), state);
		};
	}

	@Override
	public CastResult<State> handleCast(Event event, State state) {
		return switch (event) {
			case HangUp hangUp when state instanceof Talking talking -> free(talking.call());
			case HangUp hangUp -> CastResult.noReply(state);
			// the patience of a call that is over may just have run out
			case NobodyAnswered late when !isCurrent(late.call(), state) -> CastResult.noReply(state);
			case NobodyAnswered nobody -> {
				((Ringing) state).caller().reply(Outcome.NOBODY_ANSWERED);
				yield free(nobody.call());
			}
		};
	}

	@Override
	public CastResult<State> handleInfo(Object message, State state) {
		if (message instanceof Down down && isCurrent(down.ref(), state)) {
			if (state instanceof Ringing ringing) {
				ringing.patience().cancel();
			}
			return CastResult.noReply(new Idle());
		}
		return CastResult.noReply(state);
	}

	private Ringing ring(Pid caller, From<Outcome> from) {
		Ref call = this.self.monitor(caller);
		TimerRef patience = this.self.sendAfter(PATIENCE, this.self.self(), new NobodyAnswered(call));
		return new Ringing(call, from, patience);
	}

	private CastResult<State> free(Ref call) {
		this.self.demonitorFlush(call);
		return CastResult.noReply(new Idle());
	}

	private static boolean isCurrent(Ref call, State state) {
		return switch (state) {
			case Idle idle -> false;
			case Ringing ringing -> ringing.call() == call;
			case Talking talking -> talking.call() == call;
		};
	}

}
