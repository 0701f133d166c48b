package dev.javaotp.gen.statem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.javaotp.gen.From;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.process.Exit;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessContext;

/**
 * A state machine whose transitions a test says one by one, and which writes down what is
 * called. Its data is whatever the test makes of it.
 */
class Machine implements GenStatem<String, Object, Machine.Ask, Machine.Tell> {

	final List<String> events = new CopyOnWriteArrayList<>();

	/** A request, told apart by its text. */
	record Ask(String text) implements Request<Machine, String> {
	}

	/** A message, told apart by its text. */
	record Tell(String text) implements Message<Machine> {
	}

	/** What is done with an event. */
	interface Step {

		Transition<String, Object> take(Object data) throws Exception;

	}

	/** What is done with a call. */
	interface Answer {

		Transition<String, Object> take(Ask ask, From<String> from, Object data) throws Exception;

	}

	/** What is done when a state is entered. */
	interface Enter {

		EnterResult<Object> enter(String old, Object data) throws Exception;

	}

	/** What is done at first. */
	interface Init {

		StatemInit<String, Object> init(ProcessContext self) throws Exception;

	}

	/** What is done at last. */
	interface End {

		void end(ExitReason reason) throws Exception;

	}

	private final Map<String, Step> steps = new HashMap<>();

	private final Map<String, Answer> answers = new HashMap<>();

	private final Map<String, Enter> enters = new HashMap<>();

	private Init init = (self) -> StatemInit.ok("s0", "data");

	private End end = (reason) -> {
	};

	volatile boolean entering;

	volatile ProcessContext self;

	Machine init(Init init) {
		this.init = init;
		return this;
	}

	/** An event is its state, type and content: {@code s0 cast go}. */
	Machine on(String event, Step step) {
		this.steps.put(event, step);
		return this;
	}

	/** The same for an event that only leads to another state. */
	Machine on(String event, String state, Action... actions) {
		return on(event, (data) -> Transition.next(state, data, actions));
	}

	/** The same for an event that leads nowhere. */
	Machine does(String event, Action... actions) {
		return on(event, (data) -> Transition.keep(data, actions));
	}

	Machine onCall(String event, Answer answer) {
		this.answers.put(event, answer);
		return this;
	}

	Machine onEnter(String state, Enter enter) {
		this.entering = true;
		this.enters.put(state, enter);
		return this;
	}

	Machine entersWith(String state, Action.OnEnter... actions) {
		return onEnter(state, (old, data) -> EnterResult.keep(data, actions));
	}

	Machine end(End end) {
		this.end = end;
		return this;
	}

	@Override
	public StatemInit<String, Object> init(ProcessContext self) throws Exception {
		this.self = self;
		return this.init.init(self);
	}

	@Override
	public Transition<String, Object> handleEvent(Event<Ask, Tell> event, String state, Object data) throws Exception {
		String text = state + " " + text(event);
		this.events.add(text);
		if (event instanceof Event.Call<Ask, Tell>(Ask ask, From<?> from) && this.answers.containsKey(text)) {
			return this.answers.get(text).take(ask, ask.from(from), data);
		}
		Step step = this.steps.get(text);
		return (step != null) ? step.take(data) : Transition.keep(data);
	}

	// without a default: the compiler knows all events, down to the messages in them
	static String text(Event<Ask, Tell> event) {
		return switch (event) {
			case Event.Call(Ask ask, var from) -> "call " + ask.text();
			case Event.Cast(Tell tell) -> "cast " + tell.text();
			case Event.Info(Exit exit) -> "info EXIT " + exit.reason();
			case Event.Info(var message) -> "info " + message;
			case Event.Internal(var content) -> "internal " + content;
			case Event.StateTimeout(var content) -> "state_timeout " + content;
			case Event.EventTimeout(var content) -> "timeout " + content;
			case Event.NamedTimeout(var name, var content) -> "timeout/" + name + " " + content;
		};
	}

	@Override
	public boolean stateEnter() {
		return this.entering;
	}

	@Override
	public EnterResult<Object> handleEnter(String old, String state, Object data) throws Exception {
		this.events.add(state + " enter from " + old);
		Enter enter = this.enters.get(state);
		return (enter != null) ? enter.enter(old, data) : EnterResult.keep(data);
	}

	@Override
	public void terminate(ExitReason reason, String state, Object data) throws Exception {
		this.events.add(state + " terminate " + reason);
		this.end.end(reason);
	}

	@Override
	public void ended(ExitReason reason) {
		this.events.add("ended " + ((reason instanceof ExitReason.Crash crash) ? "by a crash" : reason));
	}

}
