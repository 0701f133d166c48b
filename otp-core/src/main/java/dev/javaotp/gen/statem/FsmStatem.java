package dev.javaotp.gen.statem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.javaotp.gen.From;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerStatus;
import dev.javaotp.process.ExitException;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ThrownValue;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link GenFsm} as a {@link GenStatem}.
 */
final class FsmStatem implements GenStatem<Object, Object, Request<?, ?>, Message<?>> {

	// as good as infinity
	private static final Duration LONGEST = Duration.ofDays(36500);

	private final GenFsm<Object, Object, Request<?, ?>, Message<?>> fsm;

	private @Nullable ProcessContext self;

	// what the last result set, if anything
	private Action.@Nullable SetTimeoutAt timeout;

	// an answer that leaves after terminate
	private Action.@Nullable Reply owed;

	/**
	 * A message for any state.
	 *
	 * @param <P> the protocol
	 * @param message the message
	 */
	record AllStates<P>(Message<P> message) implements Message<P> {
	}

	/**
	 * A request for any state.
	 *
	 * @param <P> the protocol
	 * @param <R> the type of the answer
	 * @param request the request
	 */
	record AllStatesRequest<P, R extends @Nullable Object>(Request<P, R> request) implements Request<P, R> {

		// what errors show
		@Override
		public String toString() {
			return this.request.toString();
		}

	}

	@SuppressWarnings("unchecked")
	FsmStatem(GenFsm<?, ?, ?, ?> fsm) {
		this.fsm = (GenFsm<Object, Object, Request<?, ?>, Message<?>>) Objects.requireNonNull(fsm, "machine");
	}

	@Override
	public StatemInit<Object, Object> init(ProcessContext self) throws Exception {
		this.self = self;
		return this.fsm.init(self);
	}

	@Override
	public Transition<Object, Object> handleEvent(Event<Request<?, ?>, Message<?>> event, Object state, Object data)
			throws Exception {
		if (event instanceof Event.Info<?, ?>(FsmTimer timer) && !timer.take()) {
			// cancelled too late: it must not end the time-out, as an event does
			return (this.timeout != null) ? Transition.keep(data, this.timeout) : Transition.keep(data);
		}
		this.timeout = null;
		Object result;
		try {
			result = result(event, state, data);
		}
		catch (ThrownValue thrown) {
			result = thrown.value();
		}
		return switch (result) {
			case FsmResult.Next<?, ?> next -> Transition.next(next.state(), next.data(), actions(next));
			case FsmResult.Stop<?, ?> stop -> {
				this.owed = stop.reply();
				yield Transition.stop(stop.reason(), stop.data());
			}
			case null -> throw badReturn("null, from " + kind().getName());
			default -> throw badReturn(result);
		};
	}

	private @Nullable Object result(Event<Request<?, ?>, Message<?>> event, Object state, Object data)
			throws Exception {
		return switch (event) {
			case Event.Call(AllStatesRequest<?, ?> all, var from) ->
				this.fsm.handleSyncEvent(all.request(), from, state, data);
			case Event.Call(var request, var from) -> this.fsm.stateSyncEvent(request, from, state, data);
			case Event.Cast(AllStates<?> all) -> this.fsm.handleEvent(all.message(), state, data);
			case Event.Cast(var message) -> this.fsm.stateEvent(new FsmEvent.Sent<>(message), state, data);
			case Event.Info(FsmTimer timer) -> this.fsm.stateEvent(event(timer), state, data);
			case Event.Info(var message) -> this.fsm.handleInfo(message, state, data);
			case Event.EventTimeout(var content) -> this.fsm.stateEvent(new FsmEvent.Timeout<>(), state, data);
			case Event.Internal(var content) -> throw unexpected(event);
			case Event.StateTimeout(var content) -> throw unexpected(event);
			case Event.NamedTimeout(var name, var content) -> throw unexpected(event);
		};
	}

	private static FsmEvent<Message<?>> event(FsmTimer timer) {
		return (timer.sends()) ? new FsmEvent.Sent<>((Message<?>) timer.content())
				: new FsmEvent.Timer<>(timer, timer.content());
	}

	private Action[] actions(FsmResult.Next<?, ?> next) {
		List<Action> actions = new ArrayList<>(2);
		if (next.reply() != null) {
			actions.add(next.reply());
		}
		if (next.timeout() != null) {
			this.timeout = timeout(next.timeout());
			actions.add(this.timeout);
		}
		return actions.toArray(Action[]::new);
	}

	// a moment, and so a message to itself even if that is now: what is in the mailbox
	// goes
	// before, as with gen_fsm
	private Action.SetTimeoutAt timeout(Duration after) {
		long now = Objects.requireNonNull(this.self, "the process has not started yet").system().time().nanoTime();
		long nanos = (after.compareTo(LONGEST) < 0) ? after.toNanos() : LONGEST.toNanos();
		return Action.timeoutAt(TimeoutType.EVENT, now + nanos, after);
	}

	private static ExitException badReturn(Object value) {
		return new ExitException(ExitReason.tagged("bad_return_value", value));
	}

	private IllegalStateException unexpected(Event<?, ?> event) {
		return new IllegalStateException(
				kind().getName() + " got " + event + ", which a GenFsm has no callback for: its init may only set"
						+ " an event time-out; use GenStatem for more");
	}

	@Override
	public void terminate(ExitReason reason, Object state, Object data) throws Exception {
		try {
			this.fsm.terminate(reason, state, data);
		}
		finally {
			if (this.owed != null) {
				reply(this.owed);
			}
		}
	}

	@SuppressWarnings("unchecked")
	private static void reply(Action.Reply reply) {
		((From<@Nullable Object>) reply.to()).reply(reply.value());
	}

	@Override
	public void ended(ExitReason reason) {
		this.fsm.ended(reason);
	}

	@Override
	public StateAndData<Object, Object> codeChange(ProcessContext self, Object oldVersion, Object state, Object data,
			@Nullable Object extra) throws Exception {
		return this.fsm.codeChange(self, oldVersion, state, data, extra);
	}

	@Override
	public ServerStatus formatStatus(ServerStatus status) {
		return this.fsm.formatStatus(status);
	}

	@Override
	public Class<?> kind() {
		return this.fsm.kind();
	}

}
