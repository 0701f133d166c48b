package dev.javaotp.gen;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessContext;

/**
 * A server that does what the messages it gets say, so that a test reads from top to
 * bottom, and writes down what was called.
 */
class Scripted implements GenServer<Object, Scripted.Ask, Scripted.Tell> {

	final List<Object> events = new CopyOnWriteArrayList<>();

	/** A request that says itself how it is answered. */
	record Ask(Answer answer) implements Request<Scripted, Object> {

		/** Always replies this. */
		static Ask reply(Object value) {
			return new Ask((ask, from, state) -> ask.reply(value, state));
		}

		/** Replies the state. */
		static Ask state() {
			return new Ask((ask, from, state) -> ask.reply(state, state));
		}

		@Override
		public String toString() {
			return "an ask";
		}

	}

	/** What to do with a request. */
	interface Answer {

		CallResult<Object> answer(Ask ask, From<?> from, Object state) throws Exception;

	}

	/** A message that says itself what to do. */
	record Tell(Step step) implements Message<Scripted> {

		@Override
		public String toString() {
			return "a tell";
		}

	}

	/** What to do with a message. */
	interface Step {

		CastResult<Object> take(Object state) throws Exception;

	}

	/** What to do with a message that is told apart. */
	interface Take {

		CastResult<Object> take(Object message, Object state) throws Exception;

	}

	/** What to do at first. */
	interface Init {

		InitResult<Object> init(ProcessContext self) throws Exception;

	}

	/** What to do at last. */
	interface End {

		void end(ExitReason reason, Object state) throws Exception;

	}

	private Init init = (self) -> InitResult.ok("state");

	private Take info = (message, state) -> CastResult.noReply(state);

	private Take more = (argument, state) -> CastResult.noReply(state);

	private End end = (reason, state) -> {
	};

	volatile ProcessContext self;

	Scripted init(Init init) {
		this.init = init;
		return this;
	}

	Scripted info(Take info) {
		this.info = info;
		return this;
	}

	Scripted more(Take more) {
		this.more = more;
		return this;
	}

	Scripted end(End end) {
		this.end = end;
		return this;
	}

	@Override
	public InitResult<Object> init(ProcessContext self) throws Exception {
		this.self = self;
		this.events.add("init");
		return this.init.init(self);
	}

	@Override
	public CallResult<Object> handleCall(Ask ask, From<?> from, Object state) throws Exception {
		this.events.add("call");
		return ask.answer().answer(ask, from, state);
	}

	@Override
	public CastResult<Object> handleCast(Tell tell, Object state) throws Exception {
		this.events.add("cast");
		return tell.step().take(state);
	}

	@Override
	public CastResult<Object> handleInfo(Object message, Object state) throws Exception {
		this.events.add(message);
		return this.info.take(message, state);
	}

	@Override
	public CastResult<Object> handleContinue(Object argument, Object state) throws Exception {
		this.events.add("continue " + argument);
		return this.more.take(argument, state);
	}

	@Override
	public void terminate(ExitReason reason, Object state) throws Exception {
		this.events.add("terminate " + reason);
		this.end.end(reason, state);
	}

	@Override
	public void ended(ExitReason reason) {
		this.events.add("ended " + reason);
	}

}
