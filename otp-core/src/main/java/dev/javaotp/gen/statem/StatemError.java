package dev.javaotp.gen.statem;

import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitReason;
import org.jspecify.annotations.Nullable;

/**
 * A state machine answered something that cannot be done. Its {@link #reason()} is the
 * one that Erlang's {@code gen_statem} crashes with, its message says more.
 */
public final class StatemError extends ErlangError {

	private static final long serialVersionUID = 1L;

	private final String message;

	private StatemError(ExitReason reason, String message) {
		super(reason);
		this.message = message;
	}

	@Override
	public String getMessage() {
		return this.message;
	}

	static StatemError badReturn(@Nullable Object value, String callback, Class<?> kind, Object state) {
		String expected = (callback.equals("handleEnter")) ? "an EnterResult" : "a Transition";
		String found = (value != null) ? "a " + value.getClass().getName() : "null";
		return new StatemError(ExitReason.tagged("bad_return_from_state_function", (value != null) ? value : "null"),
				callback + " of " + kind.getName() + " in state " + state + " returned " + found + ": make " + expected
						+ " with one of its static methods");
	}

	static StatemError stateChangedInEnterCall(Transition.Next<?, ?> result, Class<?> kind, Object state) {
		return new StatemError(ExitReason.tagged("bad_state_enter_return_from_state_function", result),
				"handleEnter of " + kind.getName() + " wants to leave state " + state + " for " + result.state()
						+ " while it enters it: insert an event with the action that leads there, and go on from that");
	}

	static StatemError badActionInEnterCall(Action action, Class<?> kind, Object state) {
		return new StatemError(ExitReason.tagged("bad_state_enter_action_from_state_function", term(action)),
				"handleEnter of " + kind.getName() + " in state " + state + " wants " + action
						+ " done: only replies and time-outs are possible there");
	}

	static StatemError nothingToPop(Class<?> kind, Object state) {
		return new StatemError(ExitReason.tagged("bad_action_from_state_function", "pop_callback_module"),
				kind.getName() + " in state " + state
						+ " wants to pop its module, which was not pushed over another: push it first");
	}

	/** The action as Erlang writes it. */
	private static Object term(Action action) {
		return switch (action) {
			case Action.Postpone postpone -> "postpone";
			case Action.NextEvent next -> term(next.event());
			case Action.ChangeModule change -> ExitReason.tagged("change_callback_module", change.module());
			case Action.PushModule push -> ExitReason.tagged("push_callback_module", push.module());
			case Action.PopModule pop -> "pop_callback_module";
			case Action.OnEnter other -> other;
		};
	}

	private static Object term(Event<?, ?> event) {
		return switch (event) {
			case Event.Call<?, ?> call -> ExitReason.tagged("next_event", "call", call.request());
			case Event.Cast<?, ?> cast -> ExitReason.tagged("next_event", "cast", cast.message());
			case Event.Info<?, ?> info -> ExitReason.tagged("next_event", "info", info.message());
			case Event.Internal<?, ?> internal -> ExitReason.tagged("next_event", "internal", internal.content());
			case Event.StateTimeout<?, ?> timeout ->
				ExitReason.tagged("next_event", "state_timeout", timeout.content());
			case Event.EventTimeout<?, ?> timeout -> ExitReason.tagged("next_event", "timeout", timeout.content());
			case Event.NamedTimeout<?, ?> timeout ->
				ExitReason.tagged("next_event", ExitReason.tagged("timeout", timeout.name()), timeout.content());
		};
	}

}
