package dev.javaotp.gen.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.javaotp.gen.ServerStatus;
import dev.javaotp.process.ProcessContext;
import org.jspecify.annotations.Nullable;

/**
 * A handler that does what it was told to do about an event, and writes down what was
 * called. Its state is the number of events that it has seen.
 */
final class Scripted implements EventHandler<Integer, String, Scripted.Ask> {

	/** Is answered as it says. */
	record Ask(Answer answer) implements HandlerRequest<Scripted, Object> {

	}

	/** What to do with a request. */
	interface Answer {

		HandlerCallResult<Integer> answer(Ask ask, Integer state) throws Exception;

	}

	/** What to do with an event or message. */
	interface Step {

		EventResult<Integer> take(Integer state) throws Exception;

	}

	/** What to do at first. */
	interface Init {

		HandlerInit<Integer> init() throws Exception;

	}

	/** What to do at last. */
	interface End {

		@Nullable Object end(HandlerEnd end) throws Exception;

	}

	private final String name;

	private final List<String> events;

	private final Map<Object, Step> steps = new HashMap<>();

	private Init init = () -> HandlerInit.ok(0);

	private End end = (end) -> null;

	Scripted(String name, List<String> events) {
		this.name = name;
		this.events = events;
	}

	Scripted on(Object event, Step step) {
		this.steps.put(event, step);
		return this;
	}

	Scripted init(Init init) {
		this.init = init;
		return this;
	}

	Scripted end(End end) {
		this.end = end;
		return this;
	}

	@Override
	public HandlerInit<Integer> init(ProcessContext manager) throws Exception {
		this.events.add(this.name + " init");
		return this.init.init();
	}

	@Override
	public HandlerInit<Integer> takeOver(ProcessContext manager, Predecessor predecessor) throws Exception {
		this.events.add(this.name + " takes over from " + predecessor);
		return this.init.init();
	}

	@Override
	public EventResult<Integer> handleEvent(String event, Integer state) throws Exception {
		this.events.add(this.name + " " + event);
		return take(event, state);
	}

	@Override
	public HandlerCallResult<Integer> handleCall(Ask ask, Integer state) throws Exception {
		this.events.add(this.name + " call");
		return ask.answer().answer(ask, state);
	}

	@Override
	public EventResult<Integer> handleInfo(Object message, Integer state) throws Exception {
		this.events.add(this.name + " info " + message);
		return take(message, state);
	}

	private EventResult<Integer> take(Object event, Integer state) throws Exception {
		Step step = this.steps.get(event);
		return (step != null) ? step.take(state) : EventResult.ok(state + 1);
	}

	@Override
	public @Nullable Object terminate(HandlerEnd end, Integer state) throws Exception {
		this.events.add(this.name + " " + end + " " + state);
		return this.end.end(end);
	}

	@Override
	public Integer codeChange(ProcessContext manager, Object oldVersion, Object state, @Nullable Object extra) {
		return (Integer) state + (Integer) oldVersion;
	}

	@Override
	public ServerStatus formatStatus(ServerStatus status) {
		return status.withState("state of " + this.name);
	}

}
