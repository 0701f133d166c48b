package dev.javaotp.gen;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.Registry;
import dev.javaotp.registry.Via;
import org.jspecify.annotations.Nullable;

/**
 * Whom to call: a server, typed by the protocol it speaks. Made from a name it finds
 * whoever has the name now, and so goes on working when the server is restarted.
 * <p>
 * May be used by any thread. Cheap: made and thrown away at will. That the server speaks
 * the protocol is taken on trust where the reference is made, and checked by nobody.
 *
 * @param <P> the protocol, see {@link Request} and {@link Message}
 */
public final class ServerRef<P> {

	/** How long a call waits unless it or its reference says otherwise: five seconds. */
	public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

	/** To wait without limit: Erlang's {@code infinity}. */
	public static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

	private final ProcessSystem system;

	private final Object target;

	private final Supplier<@Nullable Pid> lookUp;

	private final Duration timeout;

	private final CallListeners listeners;

	private ServerRef(ProcessSystem system, Object target, Supplier<@Nullable Pid> lookUp) {
		this(system, target, lookUp, DEFAULT_TIMEOUT);
	}

	private ServerRef(ProcessSystem system, Object target, Supplier<@Nullable Pid> lookUp, Duration timeout) {
		this.system = Objects.requireNonNull(system, "system");
		this.target = Objects.requireNonNull(target, "target");
		this.lookUp = Objects.requireNonNull(lookUp, "lookUp");
		this.timeout = Objects.requireNonNull(timeout, "timeout");
		this.listeners = CallListeners.of(system);
	}

	/**
	 * Returns a reference to a process: it ends with it.
	 * @param <P> the protocol
	 * @param pid the process
	 * @return the reference
	 */
	public static <P> ServerRef<P> of(Pid pid) {
		return new ServerRef<>(pid.system(), pid, () -> pid);
	}

	/**
	 * Returns a reference to whoever has a name, looked up for each use.
	 * @param <P> the protocol
	 * @param system where the name is registered
	 * @param name the name; nobody needs to have it yet
	 * @return the reference
	 * @see Registry
	 */
	public static <P> ServerRef<P> named(ProcessSystem system, String name) {
		Registry registry = Registry.of(system);
		return new ServerRef<>(system, name, () -> registry.whereIs(name));
	}

	/**
	 * Returns a reference to whoever has a name on a node. This is the one place that has
	 * to learn of more nodes than its own.
	 * @return the reference, or {@code null} if the node is not known
	 */
	static <P> @Nullable ServerRef<P> onNode(ProcessSystem system, String node, String name) {
		return node.equals(system.nodeName()) ? named(system, name) : null;
	}

	/**
	 * Returns a reference to whoever is registered somewhere, under a key of a registry
	 * say, looked up for each use.
	 * @param <P> the protocol
	 * @param via where; nobody needs to be there yet
	 * @return the reference
	 */
	public static <P> ServerRef<P> of(Via via) {
		return new ServerRef<>(via.system(), via, via::whereIs);
	}

	/**
	 * Returns a reference to whoever is found in some other way, for each use.
	 * @param <P> the protocol
	 * @param system where the processes live
	 * @param target what to call it in messages and exit reasons
	 * @param lookUp finds the process, or {@code null} if there is none now
	 * @return the reference
	 */
	public static <P> ServerRef<P> of(ProcessSystem system, Object target, Supplier<@Nullable Pid> lookUp) {
		return new ServerRef<>(system, target, lookUp);
	}

	/**
	 * Returns a reference to the same server whose calls wait for another time unless
	 * they say otherwise.
	 * @param timeout how long a call waits at most; {@link #FOREVER} without limit
	 * @return the reference
	 */
	public ServerRef<P> withTimeout(Duration timeout) {
		return new ServerRef<>(this.system, this.target, this.lookUp, timeout);
	}

	/**
	 * Asks the server and waits for the answer, for five seconds at most unless
	 * {@link #withTimeout(Duration)} said otherwise.
	 * @param <R> the type of the answer
	 * @param request the request
	 * @return the answer
	 * @throws CallException see {@link #call(Request, Duration)}
	 */
	public <R extends @Nullable Object> R call(Request<? super P, R> request) {
		return call(request, this.timeout);
	}

	/**
	 * Asks the server and waits for the answer. The server runs it as an activation of
	 * its own, never on the caller's thread.
	 * @param <R> the type of the answer
	 * @param request the request
	 * @param timeout how long to wait at most; {@link #FOREVER} without limit
	 * @return the answer
	 * @throws NoProcessException if there is nobody to call
	 * @throws MailboxFullException if the server did not take it, see
	 * {@link dev.javaotp.process.MailboxLimit}
	 * @throws CallTimeoutException if the answer did not come in time; a late one is
	 * dropped
	 * @throws CallInterruptedException if the waiting thread, which is not a process's,
	 * was interrupted
	 * @throws CallException if the server ended before it answered, with the reason it
	 * ended with, or if a process calls itself ({@code calling_self})
	 */
	public <R extends @Nullable Object> R call(Request<? super P, R> request, Duration timeout) {
		Objects.requireNonNull(request, "request");
		Pid pid = this.lookUp.get();
		MessageInterceptor.Passage passage = passage(request, pid, MessageInterceptor.Manner.CALL);
		return (passage != null) ? ask(request, passage, pid, timeout) : ask(new Call<R>(request), pid, timeout);
	}

	private <R extends @Nullable Object> R ask(Request<? super P, R> request, MessageInterceptor.Passage passage,
			@Nullable Pid pid, Duration timeout) {
		Throwable failure = null;
		try {
			return ask(new AccompaniedCall<R>(request, passage), pid, timeout);
		}
		catch (Throwable ex) {
			failure = ex;
			throw ex;
		}
		finally {
			passage.sent(failure);
		}
	}

	private <R extends @Nullable Object> R ask(Call<R> call, @Nullable Pid pid, Duration timeout) {
		CallListener listener = this.listeners.get();
		return (listener == null) ? call.ask(this.system, pid, this.target, call.request(), timeout)
				: ask(call, pid, timeout, listener);
	}

	private <R extends @Nullable Object> R ask(Call<R> call, @Nullable Pid pid, Duration timeout,
			CallListener listener) {
		long start = this.system.time().nanoTime();
		// what is not caught below: the caller was killed
		CallListener.Outcome outcome = CallListener.Outcome.ERROR;
		try {
			R answer = call.ask(this.system, pid, this.target, call.request(), timeout);
			outcome = CallListener.Outcome.SUCCESS;
			return answer;
		}
		catch (CallTimeoutException ex) {
			outcome = CallListener.Outcome.TIMEOUT;
			throw ex;
		}
		catch (NoProcessException ex) {
			outcome = CallListener.Outcome.NOPROC;
			throw ex;
		}
		finally {
			listener.called(this.target, pid, outcome, this.system.time().nanoTime() - start);
		}
	}

	/**
	 * Asks the server without waiting: Erlang's {@code send_request}. Never fails at
	 * once; the answer, or why there is none, is fetched later.
	 * @param <R> the type of the answer
	 * @param request the request
	 * @return where the answer will be
	 */
	public <R extends @Nullable Object> PendingCall<R> sendRequest(Request<? super P, R> request) {
		Objects.requireNonNull(request, "request");
		Pid pid = this.lookUp.get();
		MessageInterceptor.Passage passage = passage(request, pid, MessageInterceptor.Manner.REQUEST);
		return send(pid, (passage != null) ? new AccompaniedCall<R>(request, passage) : new Call<R>(request));
	}

	/**
	 * Asks the server without waiting and has the answer sent to the asking process, as a
	 * message of its own making: for servers, which must not wait. The answer comes once,
	 * whatever happens to the server, unless the request is given up before.
	 *
	 * <pre class="code">
	 * record BalanceKnown(CallOutcome&lt;Long&gt; outcome) implements Message&lt;Teller&gt; {}
	 *
	 * ledger.sendRequest(this.self, new Balance("a"), BalanceKnown::new);
	 * </pre>
	 * @param <R> the type of the answer
	 * @param self the asking process
	 * @param request the request
	 * @param message makes the message from the outcome, never
	 * {@link CallOutcome.TimedOut}; called by whichever thread answers, so it must be
	 * quick and must not throw
	 * @return the request, to be given up
	 */
	public <R extends @Nullable Object> PendingCall<R> sendRequest(ProcessContext self, Request<? super P, R> request,
			Function<? super CallOutcome<R>, ?> message) {
		Objects.requireNonNull(request, "request");
		Pid pid = this.lookUp.get();
		MessageInterceptor.Passage passage = passage(request, pid, MessageInterceptor.Manner.REQUEST);
		return send(pid, new DeliveredCall<R>(request, self.self(), message, passage));
	}

	private <R extends @Nullable Object> PendingCall<R> send(@Nullable Pid pid, Call<R> call) {
		call.send(this.system, pid);
		MessageInterceptor.Passage passage = call.passage();
		if (passage != null) {
			passage.sent(null);
		}
		return new PendingCall<>(this.system, this.target, call);
	}

	private MessageInterceptor.@Nullable Passage passage(Object message, @Nullable Pid pid,
			MessageInterceptor.Manner manner) {
		MessageInterceptor interceptor = this.listeners.interceptors().get();
		return (interceptor != null)
				? interceptor.sending(new MessageInterceptor.Outgoing(this.target, pid, message, manner)) : null;
	}

	/**
	 * Tells the server something, without waiting. To nobody, and to a server whose
	 * mailbox is full, it is dropped in silence.
	 * @param message the message
	 */
	public void cast(Message<? super P> message) {
		Objects.requireNonNull(message, "message");
		Pid pid = this.lookUp.get();
		if (pid == null) {
			return;
		}
		MessageInterceptor.Passage passage = passage(message, pid, MessageInterceptor.Manner.CAST);
		if (passage == null) {
			this.system.send(pid, message);
			return;
		}
		// whoever is no behaviour could make nothing of it
		boolean understood = this.system.isHandledBy(pid, BehaviourLoop.class);
		this.system.send(pid, understood ? new AccompaniedMessage(message, passage) : message);
		passage.sent(null);
	}

	/**
	 * Sends the server a message outside its protocol, for {@code handleInfo}. To nobody
	 * it is dropped in silence.
	 * @param info the message
	 */
	public void send(Object info) {
		Objects.requireNonNull(info, "message");
		Pid pid = this.lookUp.get();
		if (pid != null) {
			this.system.send(pid, info);
		}
	}

	/**
	 * Ends the server with {@code normal} and waits, without limit, until it has ended. A
	 * supervisor restarts a permanent child after this.
	 * @throws CallException see {@link #stop(ExitReason, Duration)}
	 */
	public void stop() {
		stop(ExitReason.NORMAL, FOREVER);
	}

	/**
	 * Ends the server and waits until it has ended; {@code terminate} runs first.
	 * @param reason the reason it ends with
	 * @param timeout how long to wait at most; when it is up the server still ends
	 * @throws NoProcessException if there is nobody to stop
	 * @throws CallTimeoutException if it did not end in time
	 * @throws CallException if it ended with another reason
	 */
	public void stop(ExitReason reason, Duration timeout) {
		Sys.stop(this.system, this.lookUp.get(), this.target, reason, timeout);
	}

	/**
	 * The process that is meant now.
	 * @return the pid, empty if there is none; it may have ended meanwhile
	 */
	public Optional<Pid> pid() {
		return Optional.ofNullable(this.lookUp.get());
	}

	@Override
	public String toString() {
		return "ServerRef[" + this.target + "]";
	}

}
