package dev.javaotp.gen;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;

import dev.javaotp.process.Exit;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;

/**
 * A server: a process that keeps a state, answers calls and takes casts, one at a time.
 * The half that differs from server to server; the other half is here.
 *
 * <pre class="code">
 * final class Counter implements GenServer&lt;Long, Counter.Query, Counter.Reset&gt; {
 *
 *     sealed interface Query extends Request&lt;Counter, Long&gt; {}
 *     record Next() implements Query {}
 *     record Peek() implements Query {}
 *     record Reset(long to) implements Message&lt;Counter&gt; {}
 *
 *     public InitResult&lt;Long&gt; init(ProcessContext self) {
 *         return InitResult.ok(0L);
 *     }
 *
 *     public CallResult&lt;Long&gt; handleCall(Query query, From&lt;?&gt; from, Long count) {
 *         return switch (query) {
 *             case Next next -&gt; next.reply(count, count + 1);
 *             case Peek peek -&gt; peek.reply(count, count);
 *         };
 *     }
 *
 *     public CastResult&lt;Long&gt; handleCast(Reset reset, Long count) {
 *         return CastResult.noReply(reset.to());
 *     }
 * }
 *
 * Pid pid = GenServer.start(system, new Counter(), StartOptions.named("counter")).pid();
 * ServerRef&lt;Counter&gt; counter = ServerRef.named(system, "counter");
 * long first = counter.call(new Next());
 * </pre>
 *
 * What {@code init} gets as arguments in Erlang goes through the constructor: one object
 * serves one process, and each start, a restart by a supervisor too, needs a new one. The
 * constructor is called by whoever starts the server, so it should do no more than keep
 * its arguments; {@code init} is called in the new process and may do what it likes.
 * <p>
 * All callbacks are called by the process itself, one at a time. Each may throw: an
 * exception ends the process with a {@link ExitReason.Crash} after {@code terminate} has
 * run with it, {@link dev.javaotp.process.ExitException} with its reason. A
 * {@link dev.javaotp.process.ThrownValue} is taken as what the callback returned. A
 * result that is {@code null} ends the server with {@code {bad_return_value, null}}.
 * <p>
 * Not for code that only computes something once, or that waits for something most of the
 * time, such as a loop around a socket: that is a plain process.
 * <p>
 * Mirrors Erlang's {@code gen_server}.
 *
 * @param <S> the type of the state: immutable, or only ever used by this server
 * @param <C> the requests it answers, as a rule a sealed interface; {@code Request<?, ?>}
 * if there are none
 * @param <M> the messages it takes, as a rule a sealed interface; {@code Message<?>} if
 * there are none
 */
public interface GenServer<S, C extends Request<?, ?>, M extends Message<?>> {

	/**
	 * Makes the first state. Whoever starts the server waits for this; a supervisor
	 * starts its next child only after it.
	 * @param self the process, to be kept in a field if it is needed later
	 * @return the state, or why there is none
	 * @throws Exception to crash
	 */
	InitResult<S> init(ProcessContext self) throws Exception;

	/**
	 * Answers a request, or puts the answer off. Unless overridden every request crashes
	 * the server.
	 * @param request the request
	 * @param from the caller, for an answer that comes later
	 * @param state the state
	 * @return the answer and the new state, only the new state, or the end
	 * @throws Exception to crash: the caller ends, too, unless it catches its
	 * {@link CallException}
	 */
	default CallResult<S> handleCall(C request, From<?> from, S state) throws Exception {
		throw new UnhandledMessageException("a call", request, this);
	}

	/**
	 * Takes a message of the protocol. Unless overridden every one crashes the server.
	 * @param message the message
	 * @param state the state
	 * @return the new state, or the end
	 * @throws Exception to crash
	 */
	default CastResult<S> handleCast(M message, S state) throws Exception {
		throw new UnhandledMessageException("a cast", message, this);
	}

	/**
	 * Takes any other message: {@link dev.javaotp.process.Down}, {@link Exit} of a
	 * process that is not the parent, {@link Timeout}, and what others send. Unless
	 * overridden it is dropped with a warning.
	 * @param message the message
	 * @param state the state
	 * @return the new state, or the end
	 * @throws Exception to crash
	 */
	default CastResult<S> handleInfo(Object message, S state) throws Exception {
		UnhandledMessageException.warn(message, this);
		return CastResult.noReply(state);
	}

	/**
	 * Goes on after a callback that returned {@link Next#continueWith(Object)}, before
	 * any message. Unless overridden it crashes the server.
	 * @param argument what was given there
	 * @param state the state
	 * @return the new state, or the end
	 * @throws Exception to crash
	 */
	default CastResult<S> handleContinue(Object argument, S state) throws Exception {
		throw new UnhandledMessageException("a continuation", argument, this);
	}

	/**
	 * Called before the server ends: because a callback said so or threw, because its
	 * parent ended while it traps exits, or on {@link ServerRef#stop()}. Not when it is
	 * killed, and not when an exit signal ends it that it does not trap. What this
	 * returns or throws as a {@link dev.javaotp.process.ThrownValue} does not matter; any
	 * other exception replaces the reason.
	 * @param reason why it ends
	 * @param state the last state
	 * @throws Exception to end with this instead
	 */
	default void terminate(ExitReason reason, S state) throws Exception {
	}

	/**
	 * Called once when the process has ended and none of its code runs any more,
	 * whichever way it ended: after a kill this may be long after the end. The place to
	 * give back what the object holds; nothing can be done with processes here. Must not
	 * block.
	 * @param reason why it ended
	 */
	default void ended(ExitReason reason) {
	}

	/**
	 * Turns a state over that an older version of this class made, or a newer one on the
	 * way back. Called by {@link Sys#changeCode(Pid, CodeChange)} while the server is
	 * suspended; {@code init} does not run again. Unless overridden the change is
	 * refused.
	 * @param self the process, to be kept in a field as {@code init} does, since this may
	 * be a new object
	 * @param oldVersion the version that the state was made by
	 * @param state the state, of the type that it had in that version
	 * @param extra what else was given to know
	 * @return the state as this version wants it
	 * @throws Exception to refuse: the old object and its state go on serving
	 */
	default S codeChange(ProcessContext self, Object oldVersion, Object state, @Nullable Object extra)
			throws Exception {
		throw new UndefinedCallbackException(kind(), "codeChange");
	}

	/**
	 * Says what people may see of this server, in reports and on {@link Sys#status(Pid)}:
	 * the place to leave secrets out, or to make a large state short. When it throws the
	 * state is not shown at all.
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

	// --- starting

	/**
	 * Starts a server that no process is the parent of, and waits until its {@code init}
	 * is through. An interrupt ends the wait, and the new process.
	 * @param system where it lives
	 * @param server the server, a new object
	 * @param options how
	 * @return how it went
	 */
	static StartResult start(ProcessSystem system, GenServer<?, ?, ?> server, StartOptions options) {
		return BehaviourLoop.start(system, new GenServerLoop(server), options);
	}

	/**
	 * Starts a server with defaults.
	 * @param system where it lives
	 * @param server the server, a new object
	 * @return how it went
	 */
	static StartResult start(ProcessSystem system, GenServer<?, ?, ?> server) {
		return start(system, server, StartOptions.DEFAULTS);
	}

	/**
	 * Starts a server as a child of a process, linked from its first moment, and waits
	 * until its {@code init} is through. When that fails and the parent traps exits, an
	 * {@link Exit} message is left in its mailbox. The end of the parent ends the server
	 * with the same reason.
	 * @param parent the process that starts it
	 * @param server the server, a new object
	 * @param options how
	 * @return how it went
	 */
	static StartResult startLink(ProcessContext parent, GenServer<?, ?, ?> server, StartOptions options) {
		return BehaviourLoop.startLink(parent, new GenServerLoop(server), options);
	}

	/**
	 * Starts a linked server with defaults.
	 * @param parent the process that starts it
	 * @param server the server, a new object
	 * @return how it went
	 */
	static StartResult startLink(ProcessContext parent, GenServer<?, ?, ?> server) {
		return startLink(parent, server, StartOptions.DEFAULTS);
	}

	/**
	 * Starts a server that a process monitors from its first moment, and waits until its
	 * {@code init} is through.
	 * @param watcher the process that starts and monitors it
	 * @param server the server, a new object
	 * @param options how
	 * @return how it went, and the monitor
	 */
	static MonitoredStart startMonitor(ProcessContext watcher, GenServer<?, ?, ?> server, StartOptions options) {
		return BehaviourLoop.startMonitor(watcher, new GenServerLoop(server), options);
	}

	/**
	 * Says how to start a linked server without waiting: for child specifications.
	 * @param server makes the server, a new object for each start
	 * @param options how; {@link StartOptions#timeout()} is left to the supervisor
	 * @return the start
	 */
	static LinkedStart linkedStart(Supplier<? extends GenServer<?, ?, ?>> server, StartOptions options) {
		return (parent) -> BehaviourLoop.startLinkAsync(parent, new GenServerLoop(server.get()), options);
	}

	// --- servers of the same name on several nodes

	/**
	 * Asks the servers that have a name on several nodes, all at once, and waits for all
	 * answers: Erlang's {@code multi_call}. As of now the own node is the only one that
	 * can be reached; any other is a bad one.
	 * @param <R> the type of the answer
	 * @param system the own node
	 * @param nodes the names of the nodes, see {@link ProcessSystem#nodeName()}
	 * @param name the name of the servers
	 * @param request the request
	 * @param timeout how long to wait for all of them together; {@link ServerRef#FOREVER}
	 * without limit. Answers that come later are dropped
	 * @return the answers, and the nodes that there is none of
	 * @throws CallInterruptedException if the waiting thread, which is not a process's,
	 * was interrupted
	 */
	static <R extends @Nullable Object> MultiCallResult<R> multiCall(ProcessSystem system, Collection<String> nodes,
			String name, Request<?, R> request, Duration timeout) {
		return MultiCall.ask(system, nodes, name, request, timeout);
	}

	/**
	 * Tells the servers that have a name on several nodes something, without waiting:
	 * Erlang's {@code abcast}. To nobody it is dropped in silence.
	 * @param system the own node
	 * @param nodes the names of the nodes
	 * @param name the name of the servers
	 * @param message the message
	 */
	static void abcast(ProcessSystem system, Collection<String> nodes, String name, Message<?> message) {
		MultiCall.tell(system, nodes, name, message);
	}

}
