package dev.javaotp.gen.statem;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

import dev.javaotp.gen.From;
import dev.javaotp.gen.LinkedStart;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.MonitoredStart;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.ServerStatus;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.StartResult;
import dev.javaotp.gen.UndefinedCallbackException;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A state machine in the shape of Erlang's old {@code gen_fsm}, for machines that are
 * carried over. New ones are a {@link GenStatem}, which can postpone and insert events
 * and has a time-out that belongs to a state; this is a thin face over it.
 * <p>
 * Who sends says whether a message is for the state, {@link #sendEvent} and
 * {@link #syncSendEvent}, or for any state, {@link #sendAllStateEvent} and
 * {@link #syncSendAllStateEvent}.
 * <p>
 * All callbacks are called by the process itself, one at a time. One that throws ends the
 * process after {@code terminate} has run; a {@link dev.javaotp.process.ThrownValue} is
 * taken as what it returned. Two things are as in {@code gen_statem}: {@code terminate}
 * gets the bare reason of an error, and a time-out goes on during a request of
 * {@link dev.javaotp.gen.Sys}.
 *
 * @param <S> the type of the state
 * @param <D> the type of the data
 * @param <C> the requests it answers; {@code Request<?, ?>} if there are none
 * @param <M> the messages it takes; {@code Message<?>} if there are none
 */
public interface GenFsm<S, D, C extends Request<?, ?>, M extends Message<?>> {

	/**
	 * Makes the first state and data.
	 * @param self the process, to be kept in a field if it is needed later
	 * @return the state, with {@link Action#eventTimeout} if a time-out is to come, or
	 * why there is none
	 * @throws Exception to crash; the start fails with it
	 */
	StatemInit<S, D> init(ProcessContext self) throws Exception;

	/**
	 * Handles an event of this state: Erlang's {@code StateName/2}.
	 * @param event the event
	 * @param state the state
	 * @param data the data
	 * @return where the machine goes
	 * @throws Exception to crash
	 */
	FsmResult<S, D> stateEvent(FsmEvent<M> event, S state, D data) throws Exception;

	/**
	 * Handles a request for this state: Erlang's {@code StateName/3}. Unless overridden
	 * it crashes the machine.
	 * @param request the request
	 * @param from the caller, for the answer
	 * @param state the state
	 * @param data the data
	 * @return where the machine goes
	 * @throws Exception to crash
	 */
	default FsmResult<S, D> stateSyncEvent(C request, From<?> from, S state, D data) throws Exception {
		throw new UndefinedCallbackException(kind(), "stateSyncEvent");
	}

	/**
	 * Handles an event that is meant for any state: Erlang's {@code handle_event/3}.
	 * Unless overridden it crashes the machine.
	 * @param message the message
	 * @param state the state
	 * @param data the data
	 * @return where the machine goes
	 * @throws Exception to crash
	 */
	default FsmResult<S, D> handleEvent(M message, S state, D data) throws Exception {
		throw new UndefinedCallbackException(kind(), "handleEvent");
	}

	/**
	 * Handles a request that is meant for any state: Erlang's
	 * {@code handle_sync_event/4}. Unless overridden it crashes the machine.
	 * @param request the request
	 * @param from the caller, for the answer
	 * @param state the state
	 * @param data the data
	 * @return where the machine goes
	 * @throws Exception to crash
	 */
	default FsmResult<S, D> handleSyncEvent(C request, From<?> from, S state, D data) throws Exception {
		throw new UndefinedCallbackException(kind(), "handleSyncEvent");
	}

	/**
	 * Handles any other message: Erlang's {@code handle_info/3}. Unless overridden it is
	 * dropped with a warning.
	 * @param message the message
	 * @param state the state
	 * @param data the data
	 * @return where the machine goes
	 * @throws Exception to crash
	 */
	default FsmResult<S, D> handleInfo(Object message, S state, D data) throws Exception {
		LoggerFactory.getLogger(GenFsm.class)
			.warn("{} dropped a message of {}: override handleInfo to handle it", kind().getName(),
					message.getClass().getName());
		return FsmResult.next(state, data);
	}

	/**
	 * Called before the machine ends, see {@link GenStatem#terminate}.
	 * @param reason why it ends
	 * @param state the last state
	 * @param data the last data
	 * @throws Exception to end with this instead
	 */
	default void terminate(ExitReason reason, S state, D data) throws Exception {
	}

	/**
	 * Called once when the process has ended, see {@link GenStatem#ended}.
	 * @param reason why it ended
	 */
	default void ended(ExitReason reason) {
	}

	/**
	 * Turns state and data of another version over, see {@link GenStatem#codeChange}. The
	 * object stays the same: a machine that is to get a successor must be a
	 * {@link GenStatem}.
	 * @param self the process
	 * @param oldVersion the version that state and data were made by
	 * @param state the state
	 * @param data the data
	 * @param extra what else was given to know
	 * @return state and data as this version wants them
	 * @throws Exception to refuse
	 */
	default StateAndData<S, D> codeChange(ProcessContext self, Object oldVersion, Object state, Object data,
			@Nullable Object extra) throws Exception {
		throw new UndefinedCallbackException(kind(), "codeChange");
	}

	/**
	 * Says what people may see of this machine, see {@link GenStatem#formatStatus}.
	 * @param status what would be shown
	 * @return what is shown
	 */
	default ServerStatus formatStatus(ServerStatus status) {
		return status;
	}

	/**
	 * What the scheduler's knowledge about blocking and computing belongs to.
	 * @return the type
	 */
	default Class<?> kind() {
		return getClass();
	}

	// --- talking to it

	/**
	 * Sends an event for the state: Erlang's {@code gen_fsm:send_event}. The same as
	 * {@link ServerRef#cast}.
	 * @param <P> the protocol
	 * @param fsm the machine
	 * @param message the event
	 */
	static <P> void sendEvent(ServerRef<P> fsm, Message<? super P> message) {
		fsm.cast(message);
	}

	/**
	 * Sends an event for any state: Erlang's {@code gen_fsm:send_all_state_event}.
	 * @param <P> the protocol
	 * @param fsm the machine
	 * @param message the event
	 */
	static <P> void sendAllStateEvent(ServerRef<P> fsm, Message<? super P> message) {
		fsm.cast(new FsmStatem.AllStates<>(message));
	}

	/**
	 * Asks the state: Erlang's {@code gen_fsm:sync_send_event}. The same as
	 * {@link ServerRef#call(Request)}, so for five seconds as a rule.
	 * @param <P> the protocol
	 * @param <R> the type of the answer
	 * @param fsm the machine
	 * @param request the request
	 * @return the answer
	 */
	static <P, R extends @Nullable Object> R syncSendEvent(ServerRef<P> fsm, Request<? super P, R> request) {
		return fsm.call(request);
	}

	/**
	 * Asks any state: Erlang's {@code gen_fsm:sync_send_all_state_event}.
	 * @param <P> the protocol
	 * @param <R> the type of the answer
	 * @param fsm the machine; its {@link ServerRef#withTimeout} says how long this waits
	 * @param request the request
	 * @return the answer
	 */
	static <P, R extends @Nullable Object> R syncSendAllStateEvent(ServerRef<P> fsm, Request<? super P, R> request) {
		return fsm.call(new FsmStatem.AllStatesRequest<>(request));
	}

	/**
	 * Has {@link FsmEvent.Timer} come later: Erlang's {@code gen_fsm:start_timer}.
	 * @param self the machine's own process
	 * @param after how long to wait
	 * @param content what the event carries
	 * @return the timer
	 */
	static FsmTimer startTimer(ProcessContext self, Duration after, Object content) {
		return FsmTimer.start(self, after, Objects.requireNonNull(content, "content"),
				/* sends= */ false);
	}

	/**
	 * Has a message come later as if it had been sent: Erlang's
	 * {@code gen_fsm:send_event_after}.
	 * @param self the machine's own process
	 * @param after how long to wait
	 * @param message the message
	 * @return the timer
	 */
	static FsmTimer sendEventAfter(ProcessContext self, Duration after, Message<?> message) {
		return FsmTimer.start(self, after, Objects.requireNonNull(message, "message"),
				/* sends= */ true);
	}

	// --- starting

	/**
	 * Starts a machine that no process is the parent of, see
	 * {@link GenStatem#start(ProcessSystem, GenStatem, StartOptions)}.
	 * @param system where it lives
	 * @param machine the machine, a new object
	 * @param options how
	 * @return how it went
	 */
	static StartResult start(ProcessSystem system, GenFsm<?, ?, ?, ?> machine, StartOptions options) {
		return GenStatem.start(system, new FsmStatem(machine), options);
	}

	/**
	 * Starts a machine as a child of a process.
	 * @param parent the process that starts it
	 * @param machine the machine, a new object
	 * @param options how
	 * @return how it went
	 */
	static StartResult startLink(ProcessContext parent, GenFsm<?, ?, ?, ?> machine, StartOptions options) {
		return GenStatem.startLink(parent, new FsmStatem(machine), options);
	}

	/**
	 * Starts a machine that a process monitors.
	 * @param watcher the process that starts and monitors it
	 * @param machine the machine, a new object
	 * @param options how
	 * @return how it went, and the monitor
	 */
	static MonitoredStart startMonitor(ProcessContext watcher, GenFsm<?, ?, ?, ?> machine, StartOptions options) {
		return GenStatem.startMonitor(watcher, new FsmStatem(machine), options);
	}

	/**
	 * Says how to start a linked machine without waiting: for child specifications.
	 * @param machine makes the machine, a new object for each start
	 * @param options how
	 * @return the start
	 */
	static LinkedStart linkedStart(Supplier<? extends GenFsm<?, ?, ?, ?>> machine, StartOptions options) {
		return GenStatem.linkedStart(() -> new FsmStatem(machine.get()), options);
	}

}
