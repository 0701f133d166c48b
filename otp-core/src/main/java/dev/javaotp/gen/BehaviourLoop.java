package dev.javaotp.gen;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import dev.javaotp.process.Exit;
import dev.javaotp.process.ExitException;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.Monitored;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessKilledError;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.ThrownValue;
import dev.javaotp.process.TimerRef;
import dev.javaotp.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * The half that all behaviours share: the start handshake, calls, requests of
 * {@link Sys}, the end of the parent, time-outs, {@code terminate} and the report of a
 * crash. For writing a behaviour of one's own, as Erlang's {@code proc_lib} and
 * {@code sys} are; applications use {@link GenServer}.
 * <p>
 * One object serves one process. All methods that begin with {@code handle} or
 * {@code init} or {@code terminate} are called by that process; the protected final ones
 * may be called by it only.
 * <p>
 * A subclass ends the process by throwing, {@link #stop(ExitReason)} for example;
 * {@link #terminate(ExitReason)} runs then.
 */
public abstract class BehaviourLoop implements MessageHandler {

	/*
	 * There may be a million of these, idle. What most of them need only while they
	 * start, or never, is in Extras: a loop without is the fast path, one null check per
	 * message.
	 *
	 * A time-out is a message to oneself, with a token that is compared on arrival: a
	 * token that was cancelled too late is recognised and dropped without a trace. With a
	 * delay of zero the token is simply behind all that is in the mailbox by then, and
	 * what is in front of it cancels it: exactly Erlang's "receive after 0".
	 *
	 * Who watches the process is in Extras, too, so that nothing is spent on watching
	 * while nobody does.
	 */

	// set by start(), before anything else runs
	private @Nullable ProcessContext self;

	// the process whose exit ends this one, also while trapping; null without a link
	private @Nullable Pid parent;

	private @Nullable Extras extras;

	/** For subclasses. */
	protected BehaviourLoop() {
	}

	/** What most loops do not need once they run. */
	static final class Extras {

		@Nullable StartHandshake start;

		boolean suspended;

		@Nullable Predicate<Object> only;

		@Nullable Duration timeout;

		@Nullable TimeoutToken token;

		@Nullable TimerRef timer;

		@Nullable Debugging debugging;

		boolean isUnused() {
			return this.start == null && !this.suspended && this.only == null && this.timeout == null
					&& this.debugging == null;
		}

	}

	/** The message that a time-out is, until it is delivered as {@link Timeout}. */
	static final class TimeoutToken {

	}

	// --- what a behaviour does

	/**
	 * Makes the first state. Calls {@link #started()} when the process is ready to serve,
	 * now or, when it has more to wait for, while it handles a later message: whoever
	 * started it is told then. {@code throw fail(reason)} or {@code throw ignore()} if it
	 * will not.
	 * @throws Exception to crash; {@link #terminate(ExitReason)} does not run then unless
	 * {@link #started()} was called before
	 */
	protected abstract void init() throws Exception;

	/**
	 * Answers a call, now or later, with {@link From#reply(Object)}.
	 * @param request what is asked
	 * @param from who asks
	 * @throws Exception to end
	 */
	protected abstract void handleCall(Request<?, ?> request, From<?> from) throws Exception;

	/**
	 * Handles any other message: a {@link Message}, a {@link Timeout}, a
	 * {@link dev.javaotp.process.Down}, an {@link Exit} that is not from the parent.
	 * @param message the message
	 * @throws Exception to end
	 */
	protected abstract void handleMessage(Object message) throws Exception;

	/**
	 * Handles the end of the parent, which only a process that traps exits hears of.
	 * Unless overridden it ends with the same reason.
	 * @param reason why the parent ended
	 * @throws Exception to end
	 */
	protected void handleParentExit(ExitReason reason) throws Exception {
		throw stop(reason);
	}

	/**
	 * Handles the wish that the process ends, from {@link ServerRef#stop()} or
	 * {@link Sys#terminate(Pid, ExitReason)}. Unless overridden it ends with the reason.
	 * @param reason the reason it is to end with
	 * @throws Exception to end
	 */
	protected void handleTerminate(ExitReason reason) throws Exception {
		throw stop(reason);
	}

	/**
	 * Cleans up before the process ends. Not called after a kill.
	 * @param reason why it ends
	 * @throws Exception to end with this instead; a {@link ThrownValue} is ignored
	 */
	protected void terminate(ExitReason reason) throws Exception {
	}

	/**
	 * The state, for {@link Sys}.
	 * @return the state
	 */
	protected abstract Object state();

	/**
	 * Replaces the state, for {@link Sys}.
	 * @param state the new state
	 */
	protected abstract void replaceState(Object state);

	/**
	 * Replaces each of the states that this keeps, for {@link Sys}: one, unless
	 * overridden.
	 * @param change makes a new state from an old one; may throw
	 * @return the new states
	 */
	protected List<Object> replaceEach(UnaryOperator<Object> change) {
		Object changed = Objects.requireNonNull(change.apply(state()), "the new state");
		replaceState(changed);
		return List.of(changed);
	}

	/**
	 * Turns the state over to another version of the code, for {@link Sys}; only called
	 * while the process is suspended. All or nothing: when this throws the old object and
	 * its state must still be there. Unless overridden there is no such version.
	 * @param change what changes
	 * @throws Exception to refuse; a {@link ThrownValue} refuses, too
	 */
	protected void codeChange(CodeChange change) throws Exception {
		throw new UndefinedCallbackException(kind(), "codeChange");
	}

	/**
	 * What those who watch this process are told when a message came. Unless overridden
	 * it is {@link SystemEvent.In}.
	 * @param message the message, not one of {@link Sys} or the exit of the parent
	 * @return the event, or {@code null} if the message is none
	 */
	protected @Nullable SystemEvent received(Object message) {
		return (message instanceof Call<?> call) ? new SystemEvent.In(call.request(), call.caller())
				: new SystemEvent.In(message, null);
	}

	/**
	 * Says what people may see.
	 * @param status what would be shown
	 * @return what is shown
	 */
	protected ServerStatus formatStatus(ServerStatus status) {
		return status;
	}

	@Override
	public abstract Class<?> kind();

	// --- what a behaviour may use

	/**
	 * The process that this serves.
	 * @return the process
	 */
	protected final ProcessContext self() {
		return Objects.requireNonNull(this.self, "the process has not started yet");
	}

	/**
	 * The process that this one was started by and is linked with.
	 * @return the parent, or {@code null} if there is none
	 */
	protected final @Nullable Pid parent() {
		return this.parent;
	}

	/** Tells whoever started this process that it is ready. */
	protected final void started() {
		started(null);
	}

	/**
	 * Tells whoever started this process that it is ready.
	 * @param info what else to tell, see {@link StartResult.Started#info()}
	 */
	protected final void started(@Nullable Object info) {
		Extras extras = this.extras;
		if (extras != null && extras.start != null) {
			StartHandshake start = extras.start;
			extras.start = null;
			if (extras.isUnused()) {
				this.extras = null;
			}
			start.succeed(self().self(), info);
		}
	}

	/**
	 * Says that there is nothing to serve: {@code throw ignore()} in {@link #init()}.
	 * @return what ends the process, with {@code normal}
	 */
	protected final ExitException ignore() {
		return failToStart(new StartResult.Ignored());
	}

	/**
	 * Says that the process cannot start, without a crash: {@code throw fail(reason)} in
	 * {@link #init()}.
	 * @param reason why
	 * @return what ends the process, with {@code normal}
	 */
	protected final ExitException fail(ExitReason reason) {
		return failToStart(new StartResult.Failed(reason));
	}

	private ExitException failToStart(StartResult result) {
		Extras extras = this.extras;
		if (extras != null && extras.start != null) {
			extras.start.prepareFailure(result);
		}
		return new ExitException(ExitReason.NORMAL);
	}

	/**
	 * Ends the process after {@link #terminate(ExitReason)}: {@code throw stop(reason)}.
	 * @param reason why it ends
	 * @return what ends it
	 */
	protected final ExitException stop(ExitReason reason) {
		return new ExitException(reason);
	}

	/**
	 * Answers a call with a failure, while this process lives on: the caller gets a
	 * {@link CallException} or {@link CallOutcome.Failed}.
	 * @param from the caller
	 * @param reason why there is no answer
	 * @param explanation the same for people: what was found, and what to do
	 * @return whether this was the answer
	 */
	protected final boolean refuse(From<?> from, ExitReason reason, String explanation) {
		return ((Call<?>) from).refuse(reason, explanation);
	}

	/**
	 * Has {@link Timeout} handled if no message comes for so long, see
	 * {@link Next#timeout(Duration)}.
	 * @param duration how long
	 */
	protected final void startTimeout(Duration duration) {
		Extras extras = extras();
		extras.timeout = duration;
		arm(extras, duration);
	}

	/**
	 * Restricts this process to the messages that match, see
	 * {@link ProcessContext#handleOnly(Predicate)}; a suspension by {@link Sys} goes
	 * before and does not end it. Requests of {@link Sys} and the exit of the parent wait
	 * like any others, unless they match: see {@link #isUrgent(Object)}.
	 * @param match which messages are handled, or {@code null} for all
	 */
	protected final void handleOnly(@Nullable Predicate<Object> match) {
		Extras extras = extras();
		extras.only = match;
		if (!extras.suspended) {
			self().handleOnly(match);
		}
	}

	/**
	 * Whether a message is a request of {@link Sys} or the exit of the parent, which a
	 * process that puts off everything else may still want to handle.
	 * @param message the message
	 * @return whether it is one of these
	 */
	protected final boolean isUrgent(Object message) {
		return message instanceof SystemRequest<?> || (message instanceof Exit exit && exit.from() == this.parent);
	}

	/**
	 * Whether anybody watches this process, see {@link Sys#install}. To be asked before
	 * an event is made.
	 * @return whether {@link #trace(SystemEvent)} does anything
	 */
	protected final boolean isTraced() {
		return this.extras != null && this.extras.debugging != null;
	}

	/**
	 * Tells those who watch this process what happened; without effect if nobody does.
	 * @param event what happened
	 */
	protected final void trace(SystemEvent event) {
		Extras extras = this.extras;
		if (extras != null && extras.debugging != null) {
			extras.debugging.trace(event);
			if (extras.debugging.isEmpty()) {
				extras.debugging = null;
			}
		}
	}

	private void arm(Extras extras, Duration duration) {
		ProcessContext self = self();
		TimeoutToken token = new TimeoutToken();
		extras.token = token;
		long nanos = Inquiry.nanos(duration);
		if (nanos == 0) {
			self.send(self.self(), token);
		}
		else if (nanos != Long.MAX_VALUE) {
			extras.timer = self.sendAfter(duration, self.self(), token);
		}
	}

	private static void disarm(Extras extras) {
		extras.token = null;
		if (extras.timer != null) {
			extras.timer.cancel();
			extras.timer = null;
		}
	}

	final Extras extras() {
		Extras extras = this.extras;
		if (extras == null) {
			extras = new Extras();
			this.extras = extras;
		}
		return extras;
	}

	// --- the loop

	@Override
	public final void start(ProcessContext self) {
		this.self = self;
		StartHandshake start = Objects.requireNonNull(extras().start, "not started by a start method");
		try {
			start.register(self);
			debug(start.debug());
			init();
		}
		catch (ProcessKilledError killed) {
			throw killed;
		}
		catch (Throwable thrown) {
			if (isAcknowledged()) {
				throw asIs(end(thrown, null));
			}
			start.prepareFailure(new StartResult.Failed(ExitReason.crash(thrown)));
			throw asIs(thrown);
		}
	}

	private void debug(List<DebugOption> options) {
		if (!options.isEmpty()) {
			debug((debugging) -> {
				options.forEach(debugging::add);
				return debugging;
			});
		}
	}

	private boolean isAcknowledged() {
		return this.extras == null || this.extras.start == null;
	}

	@Override
	public final void handle(Object message) {
		if (message instanceof AccompaniedMessage accompanied) {
			accompanied.passage().handle(self(), () -> handleAlone(accompanied.message()));
			return;
		}
		MessageInterceptor.Passage passage = (message instanceof Call<?> call) ? call.passage() : null;
		if (passage != null) {
			passage.handle(self(), () -> handleAlone(message));
			return;
		}
		handleAlone(message);
	}

	private void handleAlone(Object message) {
		try {
			Extras extras = this.extras;
			if (extras == null) {
				dispatch(message);
			}
			else {
				handleWith(extras, message);
			}
		}
		catch (ProcessKilledError killed) {
			throw killed;
		}
		catch (Throwable thrown) {
			throw asIs(end(thrown, message));
		}
	}

	// what ended the process is reported, so it must not be wrapped
	@SuppressWarnings("unchecked")
	private static <T extends Throwable> RuntimeException asIs(Throwable thrown) throws T {
		throw (T) thrown;
	}

	private void dispatch(Object message) throws Exception {
		if (message instanceof Call<?> call) {
			handleCall(call.request(), call);
		}
		else if (message instanceof SystemRequest<?> request) {
			request.perform(this);
		}
		else if (message instanceof Exit exit && exit.from() == this.parent) {
			handleParentExit(exit.reason());
		}
		else if (!(message instanceof TimeoutToken)) {
			handleMessage(message);
		}
	}

	private void handleWith(Extras extras, Object message) throws Exception {
		if (message instanceof TimeoutToken token) {
			if (token == extras.token) {
				endTimeout(extras);
				traceReceived(Timeout.ELAPSED);
				handleMessage(Timeout.ELAPSED);
			}
		}
		else if (message instanceof SystemRequest<?> request) {
			disarm(extras);
			request.perform(this);
			if (extras.timeout != null && !extras.suspended) {
				arm(extras, extras.timeout);
			}
		}
		else {
			endTimeout(extras);
			traceReceived(message);
			dispatch(message);
		}
	}

	private void traceReceived(Object message) {
		if (isTraced() && !isUrgent(message)) {
			SystemEvent event = received(message);
			if (event != null) {
				trace(event);
			}
		}
	}

	private static void endTimeout(Extras extras) {
		disarm(extras);
		extras.timeout = null;
	}

	/** Terminates; what it returns ends the process. */
	private Throwable end(Throwable thrown, @Nullable Object message) {
		if (!self().self().isAlive()) {
			// killed: what the handler threw because of its interrupt means nothing
			return thrown;
		}
		Throwable last = thrown;
		ExitReason reason = ExitReason.crash(thrown);
		try {
			terminate(reason);
		}
		catch (ProcessKilledError killed) {
			throw killed;
		}
		catch (ThrownValue ignored) {
			// as good as returned
		}
		catch (Throwable second) {
			last = second;
			reason = ExitReason.crash(second);
		}
		if (thrown instanceof StopWithReply stop) {
			stop.reply();
		}
		if (reason.isAbnormal()) {
			report(reason, message);
		}
		return last;
	}

	private void report(ExitReason reason, @Nullable Object message) {
		Pid pid = self().self();
		ProcessSystem system = self().system();
		Object shown = (message instanceof Call<?> call) ? call.request() : message;
		ServerStatus status = shown(new ServerStatus(state(), shown, reason));
		Pid client = (message instanceof Call<?> call) ? call.caller() : null;
		system.report(new TerminationReport(pid, Registry.of(system).nameOf(pid), kind(),
				(status.reason() != null) ? status.reason() : reason, status.message(), status.state(), client));
	}

	// what cannot be shown does no harm
	private ServerStatus shown(ServerStatus status) {
		try {
			return formatStatus(status);
		}
		catch (RuntimeException | StackOverflowError ex) {
			return new ServerStatus(null, null, status.reason());
		}
	}

	@Override
	public final void gone(Pid self, ExitReason reason) {
		Extras extras = this.extras;
		StartHandshake start = (extras != null) ? extras.start : null;
		if (start != null) {
			start.gone(self, reason);
		}
	}

	// --- for Sys

	final void suspend() {
		extras().suspended = true;
		self().handleOnly(this::isUrgent);
		self().suspended(true);
	}

	final void resume() {
		Extras extras = extras();
		extras.suspended = false;
		self().handleOnly(extras.only);
		self().suspended(false);
	}

	final boolean isSuspended() {
		return this.extras != null && this.extras.suspended;
	}

	/** Changes or asks what watches this process. */
	final <R extends @Nullable Object> R debug(Function<Debugging, R> command) {
		Debugging debugging = (this.extras != null) ? this.extras.debugging : null;
		if (debugging == null) {
			debugging = new Debugging(self());
		}
		R result = command.apply(debugging);
		if (!debugging.isEmpty()) {
			extras().debugging = debugging;
		}
		else if (this.extras != null) {
			this.extras.debugging = null;
		}
		return result;
	}

	final ServerStatus status() {
		return shown(new ServerStatus(state(), null, null));
	}

	final BehaviourStatus fullStatus() {
		List<String> debug = debug(Debugging::names);
		return new BehaviourStatus(self().self(), kind(), isSuspended(), this.parent, debug, status().state());
	}

	// --- starting

	/**
	 * Starts a process that has no parent and waits until it is ready.
	 * @param system where it lives
	 * @param loop what it does; a new object
	 * @param options how
	 * @return how it went
	 */
	public static StartResult start(ProcessSystem system, BehaviourLoop loop, StartOptions options) {
		StartHandshake start = loop.prepare(system, null, false, options);
		StartResult taken = start.alreadyStarted();
		if (taken != null) {
			return taken;
		}
		return start.await(system.spawn(loop, options.spawn()), options.timeout(), null);
	}

	/**
	 * Starts a linked process and waits until it is ready.
	 * @param parent the process that starts it
	 * @param loop what it does; a new object
	 * @param options how
	 * @return how it went
	 */
	public static StartResult startLink(ProcessContext parent, BehaviourLoop loop, StartOptions options) {
		StartHandshake start = loop.prepare(parent.system(), parent.self(), false, options);
		StartResult taken = start.alreadyStarted();
		if (taken != null) {
			return taken;
		}
		return start.await(parent.spawnLink(loop, options.spawn()), options.timeout(), parent);
	}

	/**
	 * Starts a process with a monitor and waits until it is ready.
	 * @param watcher the process that starts and monitors it
	 * @param loop what it does; a new object
	 * @param options how
	 * @return how it went
	 */
	public static MonitoredStart startMonitor(ProcessContext watcher, BehaviourLoop loop, StartOptions options) {
		StartHandshake start = loop.prepare(watcher.system(), null, false, options);
		StartResult taken = start.alreadyStarted();
		if (taken != null) {
			return new MonitoredStart(taken, null);
		}
		Monitored monitored = watcher.spawnMonitor(loop, options.spawn());
		StartResult result = start.await(monitored.pid(), options.timeout(), null);
		if (result instanceof StartResult.Started) {
			return new MonitoredStart(result, monitored.ref());
		}
		watcher.demonitorFlush(monitored.ref());
		return new MonitoredStart(result, null);
	}

	/**
	 * Starts a linked process without waiting: the parent gets one {@link StartAck}.
	 * @param parent the process that starts it
	 * @param loop what it does; a new object
	 * @param options how; the time-out is left to the parent
	 * @return the pid
	 * @see LinkedStart
	 */
	public static Pid startLinkAsync(ProcessContext parent, BehaviourLoop loop, StartOptions options) {
		StartHandshake start = loop.prepare(parent.system(), parent.self(), true, options);
		return parent.spawnLink(loop, options.spawn());
	}

	private StartHandshake prepare(ProcessSystem system, @Nullable Pid parent, boolean tell, StartOptions options) {
		StartHandshake start = new StartHandshake(system, options.place(system), options.debug(), tell ? parent : null);
		this.parent = parent;
		extras().start = start;
		return start;
	}

}
