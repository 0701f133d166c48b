package dev.javaotp.gen.statem;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

import dev.javaotp.gen.BehaviourLoop;
import dev.javaotp.gen.CodeChange;
import dev.javaotp.gen.From;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerStatus;
import dev.javaotp.gen.SystemEvent;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessKilledError;
import dev.javaotp.process.ThrownValue;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link GenStatem}: turns messages into events, asks the machine what to do, and
 * does it.
 */
final class GenStatemLoop extends BehaviourLoop {

	/*
	 * A message from the mailbox is one event, and everything that follows from it inside
	 * the machine is done before the next message: run() goes on until no event is queued
	 * and no time-out of zero is left. So nothing that comes from outside, not even a
	 * request of Sys or the end of the parent, gets between an event and those it
	 * inserted, as in Erlang.
	 *
	 * One event is a Turn. The machine is asked; its answer names the next state, and
	 * actions. Replies leave at once and a module is changed at once; everything else is
	 * collected, since a state enter call that comes now may add to it or overrule it.
	 * Until the last enter call has returned this.state is the old state. That is what
	 * enter calls are told, what decides in the end whether the state has changed, and
	 * what terminate gets if one of them throws. Then transit() does all at once: it is
	 * the second half of the table in GenStatem's Javadoc, line by line.
	 *
	 * There may be a million of these, idle. Queue and time-outs exist only while there
	 * is something in them, and a turn without actions and enter calls is not even made.
	 */

	// with its types forgotten: the protocol is checked where requests are made, and a
	// stray one fails the cast that the compiler put into the machine's own method
	private GenStatem<Object, Object, Request<?, ?>, Message<?>> module;

	// those that others were pushed over, last one first
	private @Nullable Deque<GenStatem<Object, Object, Request<?, ?>, Message<?>>> below;

	private boolean stateEnter;

	private Object state = Nothing.YET;

	private Object data = Nothing.YET;

	private @Nullable EventQueue<Event<Request<?, ?>, Message<?>>> queue;

	private @Nullable Timeouts timeouts;

	// what is being handled, for reports
	private @Nullable Event<Request<?, ?>, Message<?>> current;

	/** State and data of a machine whose init has not returned. */
	private enum Nothing {

		YET

	}

	GenStatemLoop(GenStatem<?, ?, ?, ?> machine) {
		this.module = untyped(Objects.requireNonNull(machine, "machine"));
	}

	@SuppressWarnings("unchecked")
	private static GenStatem<Object, Object, Request<?, ?>, Message<?>> untyped(GenStatem<?, ?, ?, ?> machine) {
		return (GenStatem<Object, Object, Request<?, ?>, Message<?>>) machine;
	}

	// --- the start

	@Override
	protected void init() throws Exception {
		Object result;
		try {
			result = this.module.init(self());
		}
		catch (ThrownValue thrown) {
			result = thrown.value();
		}
		catch (ProcessKilledError killed) {
			throw killed;
		}
		catch (Throwable thrown) {
			// whoever starts it is told the bare reason; the process ends with all of it
			fail(bare(ExitReason.crash(thrown)));
			throw thrown;
		}
		switch (result) {
			case StatemInit.Ok<?, ?> ok -> {
				this.state = ok.state();
				this.data = ok.data();
				started();
				this.stateEnter = this.module.stateEnter();
				if (isTraced()) {
					trace(new StatemEvent.Enter(kind(), this.state));
				}
				transit(null, this.state, this.data, ok.actions(), /* enter= */ true);
				run(nextEvent());
			}
			case StatemInit.Ignore<?, ?> ignore -> throw ignore();
			case StatemInit.Stop<?, ?> stop -> throw stop(stop.reason());
			case StatemInit.Error<?, ?> error -> throw fail(error.reason());
			case null -> throw stop(badInit("null, from init of " + kind().getName()));
			default -> throw stop(badInit(result));
		}
	}

	private static ExitReason badInit(Object result) {
		return ExitReason.tagged("bad_return_from_init", result);
	}

	// --- events

	@Override
	protected void handleCall(Request<?, ?> request, From<?> from) throws Exception {
		run(new Event.Call<>(request, from));
	}

	@Override
	protected void handleMessage(Object message) throws Exception {
		if (message instanceof Timeouts.Running timeout) {
			if (this.timeouts != null && this.timeouts.take(timeout)) {
				run(event(timeout));
			}
		}
		else if (message instanceof Message<?> cast) {
			run(new Event.Cast<>(cast));
		}
		else {
			run(new Event.Info<>(message));
		}
	}

	private void run(@Nullable Event<Request<?, ?>, Message<?>> first) throws Exception {
		Event<Request<?, ?>, Message<?>> event = first;
		while (event != null) {
			this.current = event;
			turn(event);
			event = nextEvent();
		}
		this.current = null;
		if (this.queue != null && this.queue.isEmpty()) {
			this.queue = null;
		}
		if (this.timeouts != null && this.timeouts.isEmpty()) {
			this.timeouts = null;
		}
	}

	private @Nullable Event<Request<?, ?>, Message<?>> nextEvent() {
		Event<Request<?, ?>, Message<?>> event = (this.queue != null) ? this.queue.poll() : null;
		if (event == null && this.timeouts != null) {
			Timeouts.Running timeout = this.timeouts.pollZero();
			if (timeout != null) {
				event = event(timeout);
				traceIn(event);
			}
		}
		return event;
	}

	private static Event<Request<?, ?>, Message<?>> event(Timeouts.Running timeout) {
		return switch (timeout.type()) {
			case TimeoutType.Unnamed type -> switch (type) {
				case STATE -> new Event.StateTimeout<>(timeout.content());
				case EVENT -> new Event.EventTimeout<>(timeout.content());
			};
			case TimeoutType.Named named -> new Event.NamedTimeout<>(named.name(), timeout.content());
		};
	}

	// --- one event

	private void turn(Event<Request<?, ?>, Message<?>> event) throws Exception {
		Object result;
		try {
			result = this.module.handleEvent(event, this.state, this.data);
		}
		catch (ThrownValue thrown) {
			result = thrown.value();
		}
		switch (result) {
			case Transition.Next<?, ?> next ->
				transit(event, next.state(), next.data(), next.actions(), !next.state().equals(this.state));
			case Transition.Keep<?, ?> keep -> transit(event, this.state, keep.data(), keep.actions(), false);
			case Transition.Repeat<?, ?> repeat ->
				transit(event, this.state, repeat.data(), repeat.actions(), /* enter= */ true);
			case Transition.Stop<?, ?> stop -> throw end(this.state, stop.data(), stop.reason(), stop.replies());
			case null -> throw StatemError.badReturn(null, "handleEvent", kind(), this.state);
			default -> throw StatemError.badReturn(result, "handleEvent", kind(), this.state);
		}
	}

	private void transit(@Nullable Event<Request<?, ?>, Message<?>> event, Object state, Object data,
			List<? extends Action> actions, boolean enter) throws Exception {
		if (actions.isEmpty() && !(enter && this.stateEnter)) {
			traceHandled(event, /* postponed= */ false, state);
			commit(state, data);
			return;
		}
		Turn turn = new Turn(state, data);
		perform(actions, turn, /* entering= */ false);
		boolean again = enter;
		while (again && this.stateEnter) {
			again = enter(turn);
		}
		if (event != null && turn.postponed) {
			queue().postpone(event);
		}
		traceHandled(event, turn.postponed, turn.state);
		commit(turn.state, turn.data);
		for (Action.OfTimeout timeout : turn.timeouts()) {
			perform(timeout);
		}
		if (!turn.inserted.isEmpty()) {
			queue().insert(turn.inserted);
		}
	}

	private void commit(Object state, Object data) {
		boolean changed = !state.equals(this.state);
		this.state = state;
		this.data = data;
		if (this.timeouts != null) {
			this.timeouts.cancel(TimeoutType.EVENT);
			if (changed) {
				this.timeouts.cancel(TimeoutType.STATE);
			}
		}
		if (changed && this.queue != null) {
			this.queue.retryPostponed();
		}
	}

	private void perform(Action.OfTimeout timeout) {
		timeouts().perform(timeout, self().system().time().nanoTime());
		if (isTraced() && (timeout instanceof Action.SetTimeout || timeout instanceof Action.SetTimeoutAt)) {
			trace(new StatemEvent.StartTimer(timeout, this.state));
		}
	}

	/** Makes a state enter call; whether it wants another one. */
	private boolean enter(Turn turn) throws Exception {
		Object result;
		try {
			result = this.module.handleEnter(this.state, turn.state, turn.data);
		}
		catch (ThrownValue thrown) {
			// may be what the compiler would have refused
			result = thrown.value();
		}
		switch (result) {
			case EnterResult.Keep<?> keep -> entered(keep.data(), keep.actions(), turn);
			case EnterResult.Repeat<?> repeat -> {
				entered(repeat.data(), repeat.actions(), turn);
				return true;
			}
			case EnterResult.Stop<?> stop -> throw end(turn.state, stop.data(), stop.reason(), stop.replies());
			case Transition.Keep<?, ?> keep -> entered(keep.data(), keep.actions(), turn);
			case Transition.Next<?, ?> same when same.state().equals(turn.state) ->
				entered(same.data(), same.actions(), turn);
			case Transition.Next<?, ?> other -> {
				settle(turn);
				throw StatemError.stateChangedInEnterCall(other, kind(), turn.state);
			}
			case Transition.Repeat<?, ?> repeat -> {
				entered(repeat.data(), repeat.actions(), turn);
				return true;
			}
			case Transition.Stop<?, ?> stop -> throw end(turn.state, stop.data(), stop.reason(), stop.replies());
			case null -> {
				settle(turn);
				throw StatemError.badReturn(null, "handleEnter", kind(), turn.state);
			}
			default -> {
				settle(turn);
				throw StatemError.badReturn(result, "handleEnter", kind(), turn.state);
			}
		}
		return false;
	}

	private void entered(Object data, List<? extends Action> actions, Turn turn) throws Exception {
		turn.data = data;
		perform(actions, turn, /* entering= */ true);
	}

	private void perform(List<? extends Action> actions, Turn turn, boolean entering) {
		try {
			for (Action action : actions) {
				if (entering && !(action instanceof Action.OnEnter)) {
					throw StatemError.badActionInEnterCall(action, kind(), turn.state);
				}
				perform(action, turn);
			}
		}
		catch (Throwable thrown) {
			// the machine ends in the state that it was about to enter
			settle(turn);
			throw thrown;
		}
	}

	private void perform(Action action, Turn turn) {
		switch (action) {
			case Action.Reply reply -> reply(reply, turn.state, turn.data);
			case Action.OfTimeout timeout -> turn.add(timeout);
			case Action.Postpone postpone -> turn.postponed = postpone.on();
			case Action.NextEvent next -> {
				turn.inserted.add(untyped(next.event()));
				traceIn(next.event());
			}
			case Action.Hibernate hibernate -> {
			}
			case Action.ChangeModule change -> changeModule(untyped(change.module()), turn.state);
			case Action.PushModule push -> {
				GenStatem<Object, Object, Request<?, ?>, Message<?>> covered = this.module;
				changeModule(untyped(push.module()), turn.state);
				if (this.below == null) {
					this.below = new ArrayDeque<>(1);
				}
				this.below.push(covered);
			}
			case Action.PopModule pop -> {
				if (this.below == null || this.below.isEmpty()) {
					throw StatemError.nothingToPop(kind(), turn.state);
				}
				changeModule(this.below.peek(), turn.state);
				this.below.pop();
			}
		}
	}

	// asked first: when that throws nothing has changed
	private void changeModule(GenStatem<Object, Object, Request<?, ?>, Message<?>> module, Object state) {
		this.stateEnter = module.stateEnter();
		this.module = module;
		if (isTraced()) {
			trace(new StatemEvent.Module(kind(), state));
		}
	}

	@SuppressWarnings("unchecked")
	private static Event<Request<?, ?>, Message<?>> untyped(
			Event<? extends Request<?, ?>, ? extends Message<?>> event) {
		return (Event<Request<?, ?>, Message<?>>) event;
	}

	@SuppressWarnings("unchecked")
	private void reply(Action.Reply reply, Object state, Object data) {
		((From<@Nullable Object>) reply.to()).reply(reply.value());
		if (isTraced()) {
			trace(new SystemEvent.Out(reply.value(), reply.to().caller(), new StateAndData<>(state, data)));
		}
	}

	// --- the end

	private RuntimeException end(Object state, Object data, ExitReason reason, List<Action.Reply> replies) {
		replies.forEach((reply) -> reply(reply, state, data));
		this.state = state;
		this.data = data;
		return stop(reason);
	}

	// from here on the new state is the last one
	private void settle(Turn turn) {
		this.state = turn.state;
		this.data = turn.data;
	}

	/** The term that was raised, without what Erlang calls the stack trace. */
	private static ExitReason bare(ExitReason reason) {
		return (reason instanceof ExitReason.Crash crash && !(crash.reason() instanceof ExitReason.JavaError))
				? ExitReason.ofTerm(crash.reason()) : reason;
	}

	@Override
	protected void terminate(ExitReason reason) throws Exception {
		this.module.terminate(bare(reason), this.state, this.data);
		if (isTraced() && !reason.isAbnormal()) {
			trace(new StatemEvent.Terminate(reason, this.state));
		}
	}

	@Override
	public void ended(ExitReason reason) {
		this.module.ended(reason);
		if (this.below != null) {
			this.below.forEach((module) -> module.ended(reason));
		}
	}

	// --- for Sys and reports

	@Override
	protected Object state() {
		return new StateAndData<>(this.state, this.data);
	}

	@Override
	protected void replaceState(Object state) {
		if (!(state instanceof StateAndData<?, ?>(Object next, Object data))) {
			throw new IllegalArgumentException("a state machine has a " + StateAndData.class.getName()
					+ ", which cannot be replaced by a " + state.getClass().getName());
		}
		this.state = next;
		this.data = data;
	}

	@Override
	@SuppressWarnings("unchecked")
	protected void codeChange(CodeChange change) throws Exception {
		GenStatem<Object, Object, Request<?, ?>, Message<?>> next = change.successorOf(GenStatem.class, this.module);
		Deque<GenStatem<Object, Object, Request<?, ?>, Message<?>>> nextBelow = null;
		if (this.below != null) {
			nextBelow = new ArrayDeque<>();
			for (GenStatem<Object, Object, Request<?, ?>, Message<?>> covered : this.below) {
				nextBelow.add(change.successorOf(GenStatem.class, covered));
			}
		}
		StateAndData<Object, Object> turnedOver = Objects.requireNonNull(
				next.codeChange(self(), change.oldVersion(), this.state, this.data, change.extra()),
				() -> "null, from codeChange of " + next.kind().getName());
		boolean stateEnter = next.stateEnter();
		// from here on nothing can go wrong
		this.stateEnter = stateEnter;
		this.module = next;
		this.below = nextBelow;
		replaceState(turnedOver);
	}

	@Override
	protected @Nullable SystemEvent received(Object message) {
		if (message instanceof Timeouts.Running timeout) {
			boolean comes = this.timeouts != null && this.timeouts.isRunning(timeout);
			return (comes) ? new SystemEvent.In(event(timeout), null) : null;
		}
		return super.received(message);
	}

	private void traceIn(Event<? extends Request<?, ?>, ? extends Message<?>> event) {
		if (isTraced()) {
			trace(new SystemEvent.In(event, null));
		}
	}

	private void traceHandled(@Nullable Event<Request<?, ?>, Message<?>> event, boolean postponed, Object next) {
		if (event != null && isTraced()) {
			trace((postponed) ? new StatemEvent.Postpone(event, this.state, next)
					: new StatemEvent.Consume(event, this.state, next));
		}
	}

	@Override
	protected ServerStatus formatStatus(ServerStatus status) {
		return this.module.formatStatus((this.current != null) ? status.withMessage(this.current) : status);
	}

	@Override
	public Class<?> kind() {
		return this.module.kind();
	}

	private EventQueue<Event<Request<?, ?>, Message<?>>> queue() {
		EventQueue<Event<Request<?, ?>, Message<?>>> queue = this.queue;
		if (queue == null) {
			queue = new EventQueue<>();
			this.queue = queue;
		}
		return queue;
	}

	private Timeouts timeouts() {
		Timeouts timeouts = this.timeouts;
		if (timeouts == null) {
			ProcessContext self = self();
			timeouts = new Timeouts((after, message) -> self.sendAfter(after, self.self(), message)::cancel);
			this.timeouts = timeouts;
		}
		return timeouts;
	}

}
