package dev.javaotp.gen.statem;

import java.util.function.Supplier;

import dev.javaotp.gen.BehaviourLoop;
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
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;

/**
 * A state machine: a process that is in one of several states, and for each event that
 * comes says to which it goes, what it knows then, and what it wants done.
 *
 * <pre class="code">
 * final class Lamp implements GenStatem&lt;Lamp.State, Integer, Lamp.HowOften, Lamp.Push&gt; {
 *
 *     enum State { OFF, ON }
 *     record HowOften() implements Request&lt;Lamp, Integer&gt; {}
 *     record Push() implements Message&lt;Lamp&gt; {}
 *
 *     public StatemInit&lt;State, Integer&gt; init(ProcessContext self) {
 *         return StatemInit.ok(State.OFF, 0);
 *     }
 *
 *     public Transition&lt;State, Integer&gt; handleEvent(Event&lt;HowOften, Push&gt; event, State state, Integer pushed) {
 *         return switch (event) {
 *             case Event.Cast(Push push) when state == State.OFF -&gt;
 *                 Transition.next(State.ON, pushed + 1, Action.stateTimeout(MINUTE, "save energy"));
 *             case Event.Cast(Push push) -&gt; Transition.next(State.OFF, pushed);
 *             case Event.StateTimeout(var content) -&gt; Transition.next(State.OFF, pushed);
 *             case Event.Call(HowOften ask, var from) -&gt;
 *                 Transition.keep(pushed, Action.reply(ask.from(from), pushed));
 *             default -&gt; Transition.keep(pushed);
 *         };
 *     }
 * }
 *
 * ServerRef&lt;Lamp&gt; lamp = GenStatem.ref(GenStatem.start(system, new Lamp()).pid());
 * </pre>
 *
 * One object serves one process; what {@code init} needs goes through the constructor.
 * All callbacks are called by the process itself, one at a time. An exception ends the
 * process after {@code terminate} has run; a {@link dev.javaotp.process.ThrownValue} is
 * taken as what the callback returned. {@link StateFunctions} has one method for each
 * state.
 * <p>
 * Not for a server that treats its messages alike whatever happened before: that is a
 * {@link dev.javaotp.gen.GenServer}.
 *
 * <h2>What comes after what</h2>
 *
 * A state is <em>changed</em> when the new one does not equal the old one. When an event
 * has been handled, this is done, in this order:
 *
 * <table class="striped">
 * <caption>After each event</caption> <thead>
 * <tr>
 * <th></th>
 * <th>what</th>
 * <th>when</th>
 * </tr>
 * </thead> <tbody>
 * <tr>
 * <td>1</td>
 * <td>replies, and changes of the module, in the order of the actions</td>
 * <td>always</td>
 * </tr>
 * <tr>
 * <td>2</td>
 * <td>state enter call, and again as long as it returns {@link EnterResult#repeat
 * repeat}; what it wants done is added to the actions, and its replies leave</td>
 * <td>the state has changed, or {@link Transition#repeat}</td>
 * </tr>
 * <tr>
 * <td>3</td>
 * <td>the event joins the postponed ones</td>
 * <td>{@link Action#postpone()}</td>
 * </tr>
 * <tr>
 * <td>4</td>
 * <td>the event time-out is cancelled</td>
 * <td>always</td>
 * </tr>
 * <tr>
 * <td>5</td>
 * <td>the state time-out is cancelled</td>
 * <td>the state has changed</td>
 * </tr>
 * <tr>
 * <td>6</td>
 * <td>time-outs are set, updated, cancelled; of several actions for the same one the last
 * counts</td>
 * <td>always</td>
 * </tr>
 * </tbody>
 * </table>
 *
 * Then the next event is taken from the first of these that has one:
 *
 * <table class="striped">
 * <caption>The next event</caption> <tbody>
 * <tr>
 * <td>1</td>
 * <td>the events just inserted with {@link Action#nextEvent} and {@link Action#internal},
 * in the order given</td>
 * </tr>
 * <tr>
 * <td>2</td>
 * <td>if the state has changed, all events that were postponed, oldest first</td>
 * </tr>
 * <tr>
 * <td>3</td>
 * <td>what is left of earlier inserted and postponed events</td>
 * </tr>
 * <tr>
 * <td>4</td>
 * <td>time-outs of zero, in the order set; setting one anew puts it last</td>
 * </tr>
 * <tr>
 * <td>5</td>
 * <td>the mailbox: messages, time-outs that ran, exits, requests of
 * {@link dev.javaotp.gen.Sys}</td>
 * </tr>
 * </tbody>
 * </table>
 *
 * A named time-out is cancelled by nothing but its own action. A time-out that was
 * cancelled or set anew never comes late. Postponed events wait, without limit, for the
 * next change of state; {@code repeat} and {@code next} to an equal state are none.
 * <p>
 * Mirrors Erlang's {@code gen_statem}, {@code handle_event_function}.
 *
 * @param <S> the type of the state: values with {@code equals}, an enum or a sealed type
 * @param <D> the type of the data: immutable, or only ever used by this machine
 * @param <C> the requests it answers, as a rule a sealed interface; {@code Request<?, ?>}
 * if there are none
 * @param <M> the messages it takes, as a rule a sealed interface; {@code Message<?>} if
 * there are none
 */
public interface GenStatem<S, D, C extends Request<?, ?>, M extends Message<?>> {

	/**
	 * Makes the first state and data. Whoever starts the machine waits for this.
	 * @param self the process, to be kept in a field if it is needed later
	 * @return the state, or why there is none
	 * @throws Exception to crash; the start fails with it
	 */
	StatemInit<S, D> init(ProcessContext self) throws Exception;

	/**
	 * Handles an event.
	 * @param event the event
	 * @param state the state
	 * @param data the data
	 * @return where the machine goes; {@code null} crashes it with
	 * {@code bad_return_from_state_function}
	 * @throws Exception to crash
	 */
	Transition<S, D> handleEvent(Event<C, M> event, S state, D data) throws Exception;

	/**
	 * Whether the machine wants state enter calls: Erlang's {@code state_enter}. Asked
	 * once after {@code init}, and again after a change of the module or its code.
	 * @return whether {@link #handleEnter} is called
	 */
	default boolean stateEnter() {
		return false;
	}

	/**
	 * Called when the machine enters a state, also the first one, if
	 * {@link #stateEnter()}. While it runs the machine is still in the old state for
	 * everybody else: when it throws, {@code terminate} gets the old state and data.
	 * @param old the state that the machine leaves; at the start and in a
	 * {@link Transition#repeat} the state itself
	 * @param state the state that it enters
	 * @param data the data
	 * @return what is to be done
	 * @throws Exception to crash
	 */
	default EnterResult<D> handleEnter(S old, S state, D data) throws Exception {
		return EnterResult.keep(data);
	}

	/**
	 * Called before the machine ends: because a callback said so or threw, because its
	 * parent ended while it traps exits, or on {@link ServerRef#stop()}. Not when it is
	 * killed, and not when an exit signal ends it that it does not trap. What this
	 * returns or throws as a {@link dev.javaotp.process.ThrownValue} does not matter; any
	 * other exception replaces the reason.
	 * @param reason why it ends. The reason of an {@link dev.javaotp.process.ErlangError}
	 * comes bare, as in Erlang and unlike {@link dev.javaotp.gen.GenServer}; any other
	 * exception as {@link dev.javaotp.process.ExitReason.Crash}
	 * @param state the last state
	 * @param data the last data
	 * @throws Exception to end with this instead
	 */
	default void terminate(ExitReason reason, S state, D data) throws Exception {
	}

	/**
	 * Called once when the process has ended and none of its code runs any more,
	 * whichever way it ended: after a kill this may be long after the end. The place to
	 * give back what the object holds; nothing can be done with processes here. Must not
	 * block. Modules that are pushed over others are told before those.
	 * @param reason why it ended
	 */
	default void ended(ExitReason reason) {
	}

	/**
	 * Turns state and data over that an older version of this class made, or a newer one
	 * on the way back. Called by {@link dev.javaotp.gen.Sys#changeCode} while the machine
	 * is suspended; {@code init} does not run again, and it is no change of state: there
	 * is no state enter call, what is postponed stays so, time-outs go on. Afterwards
	 * {@link #stateEnter()} is asked anew. Unless overridden the change is refused.
	 * @param self the process, to be kept in a field as {@code init} does, since this may
	 * be a new object
	 * @param oldVersion the version that state and data were made by
	 * @param state the state, of the type that it had in that version
	 * @param data the data, of the type that they had in that version
	 * @param extra what else was given to know
	 * @return state and data as this version wants them
	 * @throws Exception to refuse: the old object and its state go on
	 */
	default StateAndData<S, D> codeChange(ProcessContext self, Object oldVersion, Object state, Object data,
			@Nullable Object extra) throws Exception {
		throw new UndefinedCallbackException(kind(), "codeChange");
	}

	/**
	 * Says what people may see of this machine, in reports and on
	 * {@link dev.javaotp.gen.Sys#status}: the place to leave secrets out. The state that
	 * is shown is a {@link StateAndData}, the message an {@link Event}.
	 * @param status what would be shown
	 * @return what is shown
	 */
	default ServerStatus formatStatus(ServerStatus status) {
		return status;
	}

	/**
	 * What the scheduler's knowledge about blocking and computing belongs to: an adapter
	 * that serves many classes returns the class it serves here.
	 * @return the type
	 */
	default Class<?> kind() {
		return getClass();
	}

	// --- calling

	/**
	 * Returns a reference to a machine whose calls wait without limit unless they say
	 * otherwise, as {@code gen_statem:call/2} does: a machine may postpone a call for as
	 * long as its state wants.
	 * @param <P> the protocol
	 * @param pid the process
	 * @return the reference
	 */
	static <P> ServerRef<P> ref(Pid pid) {
		return ServerRef.<P>of(pid).withTimeout(ServerRef.FOREVER);
	}

	/**
	 * Returns a reference to the machine that has a name, looked up for each use, whose
	 * calls wait without limit unless they say otherwise.
	 * @param <P> the protocol
	 * @param system where the name is registered
	 * @param name the name; nobody needs to have it yet
	 * @return the reference
	 */
	static <P> ServerRef<P> ref(ProcessSystem system, String name) {
		return ServerRef.<P>named(system, name).withTimeout(ServerRef.FOREVER);
	}

	// --- starting

	/**
	 * Starts a machine that no process is the parent of, and waits until its {@code init}
	 * is through. An interrupt ends the wait, and the new process.
	 * @param system where it lives
	 * @param machine the machine, a new object
	 * @param options how
	 * @return how it went
	 */
	static StartResult start(ProcessSystem system, GenStatem<?, ?, ?, ?> machine, StartOptions options) {
		return BehaviourLoop.start(system, new GenStatemLoop(machine), options);
	}

	/**
	 * Starts a machine with defaults.
	 * @param system where it lives
	 * @param machine the machine, a new object
	 * @return how it went
	 */
	static StartResult start(ProcessSystem system, GenStatem<?, ?, ?, ?> machine) {
		return start(system, machine, StartOptions.DEFAULTS);
	}

	/**
	 * Starts a machine as a child of a process, linked from its first moment, and waits
	 * until its {@code init} is through. When that fails and the parent traps exits, an
	 * {@link dev.javaotp.process.Exit} message is left in its mailbox. The end of the
	 * parent ends the machine with the same reason.
	 * @param parent the process that starts it
	 * @param machine the machine, a new object
	 * @param options how
	 * @return how it went
	 */
	static StartResult startLink(ProcessContext parent, GenStatem<?, ?, ?, ?> machine, StartOptions options) {
		return BehaviourLoop.startLink(parent, new GenStatemLoop(machine), options);
	}

	/**
	 * Starts a linked machine with defaults.
	 * @param parent the process that starts it
	 * @param machine the machine, a new object
	 * @return how it went
	 */
	static StartResult startLink(ProcessContext parent, GenStatem<?, ?, ?, ?> machine) {
		return startLink(parent, machine, StartOptions.DEFAULTS);
	}

	/**
	 * Starts a machine that a process monitors from its first moment, and waits until its
	 * {@code init} is through.
	 * @param watcher the process that starts and monitors it
	 * @param machine the machine, a new object
	 * @param options how
	 * @return how it went, and the monitor
	 */
	static MonitoredStart startMonitor(ProcessContext watcher, GenStatem<?, ?, ?, ?> machine, StartOptions options) {
		return BehaviourLoop.startMonitor(watcher, new GenStatemLoop(machine), options);
	}

	/**
	 * Says how to start a linked machine without waiting: for child specifications.
	 * @param machine makes the machine, a new object for each start
	 * @param options how; {@link StartOptions#timeout()} is left to the supervisor
	 * @return the start
	 */
	static LinkedStart linkedStart(Supplier<? extends GenStatem<?, ?, ?, ?>> machine, StartOptions options) {
		return (parent) -> BehaviourLoop.startLinkAsync(parent, new GenStatemLoop(machine.get()), options);
	}

}
