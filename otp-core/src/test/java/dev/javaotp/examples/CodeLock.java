package dev.javaotp.examples;

import java.time.Duration;

import dev.javaotp.gen.From;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.statem.Action;
import dev.javaotp.gen.statem.EnterResult;
import dev.javaotp.gen.statem.Event;
import dev.javaotp.gen.statem.StateFunction;
import dev.javaotp.gen.statem.StateFunctions;
import dev.javaotp.gen.statem.StatemInit;
import dev.javaotp.gen.statem.Transition;
import dev.javaotp.process.ProcessContext;

/**
 * A door that opens for ten seconds when its code is entered. The data are the digits
 * entered so far.
 */
final class CodeLock implements StateFunctions<CodeLock.State, String, CodeLock.Query, CodeLock.Button> {

	static final Duration OPEN_FOR = Duration.ofSeconds(10);

	static final Duration PATIENCE = Duration.ofSeconds(30);

	enum State {

		LOCKED, OPEN

	}

	sealed interface Query extends Request<CodeLock, Integer> {

	}

	/** How many digits the code has. */
	record Length() implements Query {

	}

	/** Waits until the door is open; the answer is for how many seconds. */
	record AwaitOpen() implements Query {

	}

	record Button(char digit) implements Message<CodeLock> {

	}

	private final String code;

	CodeLock(String code) {
		this.code = code;
	}

	@Override
	public StatemInit<State, String> init(ProcessContext self) {
		return StatemInit.ok(State.LOCKED, "");
	}

	@Override
	public StateFunction<State, String, Query, Button> function(State state) {
		return switch (state) {
			case LOCKED -> this::locked;
			case OPEN -> this::open;
		};
	}

	private Transition<State, String> locked(Event<Query, Button> event, String entered) {
		return switch (event) {
			case Event.Cast(Button button) -> enter(entered + button.digit());
			// who was slow begins anew
			case Event.EventTimeout(var content) -> Transition.keep("");
			case Event.Call(AwaitOpen wait, var from) -> Transition.keep(entered, Action.postpone());
			case Event.Call(Length length, var from) -> tell(length, from, entered);
			default -> Transition.keep(entered);
		};
	}

	private Transition<State, String> enter(String entered) {
		if (entered.equals(this.code)) {
			return Transition.next(State.OPEN, "");
		}
		return (entered.length() < this.code.length())
				? Transition.keep(entered, Action.eventTimeout(PATIENCE, "too slow")) : Transition.keep("");
	}

	private Transition<State, String> open(Event<Query, Button> event, String entered) {
		return switch (event) {
			case Event.StateTimeout(var content) -> Transition.next(State.LOCKED, "");
			// counts when the door is locked again
			case Event.Cast(Button button) -> Transition.keep(entered, Action.postpone());
			case Event.Call(AwaitOpen wait, var from) ->
				Transition.keep(entered, Action.reply(wait.from(from), (int) OPEN_FOR.toSeconds()));
			case Event.Call(Length length, var from) -> tell(length, from, entered);
			default -> Transition.keep(entered);
		};
	}

	private Transition<State, String> tell(Length length, From<?> from, String entered) {
		return Transition.keep(entered, Action.reply(length.from(from), this.code.length()));
	}

	@Override
	public boolean stateEnter() {
		return true;
	}

	@Override
	public EnterResult<String> handleEnter(State old, State state, String entered) {
		return switch (state) {
			case LOCKED -> EnterResult.keep(entered);
			case OPEN -> EnterResult.keep(entered, Action.stateTimeout(OPEN_FOR, "lock"));
		};
	}

}
