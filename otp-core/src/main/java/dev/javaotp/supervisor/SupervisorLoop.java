package dev.javaotp.supervisor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.javaotp.gen.BehaviourLoop;
import dev.javaotp.gen.From;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.StartAck;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.StartResult;
import dev.javaotp.process.Exit;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessKilledError;
import dev.javaotp.process.ThrownValue;
import dev.javaotp.registry.Registry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What static and dynamic supervisors share: the loop that acts.
 */
abstract class SupervisorLoop extends BehaviourLoop {

	/*
	 * A supervisor decides, which takes no time, and acts, which does: a child takes its
	 * time to start and to stop. Erlang's supervisor blocks while it acts, and so do its
	 * callers; what else arrives waits in the mailbox, in order, and that order can be
	 * seen from outside. Ours must look the same but must not block: a deep tree that
	 * starts would hold one thread per level.
	 *
	 * So what is to be done is a plan, a queue of steps. advance() begins one step after
	 * the other. A step that has to wait returns a Pending; the mailbox is then
	 * restricted to what that accepts, and the thread goes back to the scheduler. When it
	 * is over the next step begins, and when there is none the mailbox is open again. A
	 * step may change the plan: when a child cannot be started the rest is dropped and
	 * something else is planned. No plan is made while another one is under way, since
	 * nothing gets in that could ask for one; even the end of the parent waits for its
	 * turn, as in OTP.
	 *
	 * A restart that fails is not tried again on the spot: the supervisor sends itself a
	 * TryAgain, and whatever is in the mailbox by then comes first, its own shutdown
	 * included.
	 */

	/** One thing to do. */
	interface Step {

		/**
		 * Begins to do it.
		 * @return what to wait for, or {@code null} when it is done already
		 */
		@Nullable Pending begin();

	}

	/**
	 * To itself: a restart failed and is to be tried again.
	 *
	 * @param child the child; it may be gone, or be up again, by the time this is handled
	 */
	private record TryAgain(Object child) {
	}

	private static final Logger logger = LoggerFactory.getLogger(SupervisorLoop.class);

	private final Deque<Step> plan = new ArrayDeque<>();

	private @Nullable Pending pending;

	private boolean restricted;

	// both null until init
	private @Nullable SupervisorFigures figures;

	private @Nullable StartWatch watch;

	private final boolean isRoot;

	private boolean isNamed;

	/**
	 * Creates a loop.
	 * @param place the figures of the path where it is, {@code null} for a root
	 */
	SupervisorLoop(@Nullable SupervisorFigures place) {
		this.figures = place;
		this.isRoot = (place == null);
	}

	static StartOptions startOptions() {
		return StartOptions.DEFAULTS.withTrapExits();
	}

	// --- what differs

	/** Plans what is to be done before the supervisor is ready. */
	abstract void begin();

	/** Answers a request, or plans to. */
	abstract void perform(SupervisorRequest<?> request, From<?> from);

	/** A linked process ended, or says so: a child, as a rule. */
	abstract void exited(Pid pid, ExitReason reason);

	/** It is time to try a restart again that failed, if that still makes sense. */
	abstract void tryAgain(Object child);

	/** Plans to stop all children. */
	abstract void planToStopAll();

	// --- plans

	final void plan(Step step) {
		this.plan.add(step);
	}

	/** Plans something that takes no time. */
	final void planTo(Runnable action) {
		plan(() -> {
			action.run();
			return null;
		});
	}

	final void dropPlan() {
		this.plan.clear();
	}

	/** Plans to stop all children and to end. */
	final void planToEnd(ExitReason reason) {
		dropPlan();
		planToStopAll();
		planTo(() -> {
			throw stop(reason);
		});
	}

	private void advance() {
		while (this.pending == null) {
			Step next = this.plan.poll();
			if (next == null) {
				if (this.restricted) {
					this.restricted = false;
					self().handleOnly(null);
				}
				return;
			}
			this.pending = next.begin();
		}
		this.restricted = true;
		self().handleOnly(this.pending::accepts);
	}

	// --- the behaviour

	@Override
	protected final void init() {
		this.watch = new StartWatch(self());
		begin();
		advance();
	}

	@Override
	protected final void handleCall(Request<?, ?> request, From<?> from) {
		perform((SupervisorRequest<?>) request, from);
		advance();
	}

	@Override
	protected final void handleMessage(Object message) {
		if (this.pending != null) {
			if (this.pending.handle(message)) {
				this.pending = null;
			}
		}
		else {
			handleBetweenPlans(message);
		}
		advance();
	}

	private void handleBetweenPlans(Object message) {
		switch (message) {
			case Exit exit -> exited(exit.from(), exit.reason());
			case TryAgain again -> tryAgain(again.child());
			case StartWatch.Alarm alarm -> watch().isOver(alarm);
			// came too late to be of interest: what it was about is over
			case Stopping.TimeIsUp late -> {
			}
			case StartAck late -> {
			}
			default -> logger.error("Supervisor {} received an unexpected message, which is dropped: {}",
					figures().path(), message);
		}
	}

	@Override
	protected final void handleParentExit(ExitReason reason) {
		planToEnd(reason);
		advance();
	}

	@Override
	protected final void handleTerminate(ExitReason reason) {
		planToEnd(reason);
		advance();
	}

	@Override
	public final void ended(ExitReason reason) {
		SupervisorFigures figures = this.figures;
		if (figures == null) {
			return;
		}
		Pid pid = self().self();
		figures.ended(pid);
		if (this.isRoot) {
			Supervision supervision = Supervision.of(pid.system());
			if (!this.isNamed) {
				supervision.removeRoot(figures);
			}
			supervision.tell((listener) -> listener.rootEnded(figures.path(), pid, reason));
		}
	}

	// --- what supervisors use

	/** Has its specification made; one that is refused fails the start. */
	final <T> T make(Supplier<T> source) {
		try {
			return Objects.requireNonNull(source.get(), "the specification of a supervisor is null");
		}
		catch (InvalidSpecException ex) {
			throw stop(ExitReason.tagged("start_spec", ex.reason()));
		}
	}

	/** Takes the name, and finds the figures to go on with. */
	final void takePlace(@Nullable String name) {
		if (name != null) {
			Pid owner = Registry.of(self().system()).via(name).register(self());
			if (owner != null) {
				throw fail(ExitReason.tagged("already_started", owner));
			}
			this.isNamed = true;
		}
		if (this.figures == null) {
			SupervisorFigures root = new SupervisorFigures((name != null) ? name : self().self().toString());
			Supervision.of(self().system()).addRoot(root);
			this.figures = root;
		}
	}

	final SupervisorFigures figures() {
		if (this.figures == null) {
			throw new IllegalStateException("the supervisor has not taken its place yet");
		}
		return this.figures;
	}

	private StartWatch watch() {
		if (this.watch == null) {
			throw new IllegalStateException("the supervisor has not started yet");
		}
		return this.watch;
	}

	/** The time in which restarts are counted. */
	final long seconds() {
		return SupervisorFigures.seconds(self().system().time());
	}

	/**
	 * Begins to start a child.
	 * @param spec how
	 * @param place the figures to go on with if it is a supervisor
	 * @param whenDone told how it went, perhaps before this returns
	 */
	final @Nullable Pending start(ChildSpec spec, Supplier<SupervisorFigures> place, Consumer<StartResult> whenDone) {
		StartResult result;
		try {
			Pid starting = switch (spec.start()) {
				case LinkedChildStart linked -> linked.start().startLink(self());
				case NestedChildStart nested -> nested.start().start(self(), place.get());
				case CallingChildStart calling -> null;
			};
			if (starting != null) {
				StartWatch watch = watch();
				watch.begin(spec.startTimeout());
				return new Starting(starting, watch, whenDone);
			}
			result = call((CallingChildStart) spec.start());
		}
		catch (ProcessKilledError killed) {
			throw killed;
		}
		catch (ThrownValue value) {
			result = new StartResult.Failed(ExitReason.ofTerm(value.value()));
		}
		catch (Throwable thrown) {
			result = new StartResult.Failed(ExitReason.tagged("EXIT", ExitReason.crash(thrown)));
		}
		whenDone.accept(result);
		return null;
	}

	private StartResult call(CallingChildStart calling) throws Exception {
		StartResult result = calling.function().start(self());
		return (result != null) ? result : new StartResult.Failed(ExitReason.tagged("bad_return_value", "null"));
	}

	/** Begins to stop a child. */
	final Pending stop(Pid pid, Shutdown shutdown, Consumer<ExitReason> whenDone) {
		return new Stopping(self(), pid, shutdown, whenDone);
	}

	final void sendTryAgain(Object child) {
		self().send(self().self(), new TryAgain(child));
	}

	final void report(SupervisorReport.Context context, ExitReason reason, SupervisorReport.Offender offender) {
		ProcessContext self = self();
		self.system().report(new SupervisorReport.Problem(figures().path(), self.self(), context, reason, offender));
	}

	final void reportStarted(SupervisorReport.Offender started) {
		ProcessContext self = self();
		self.system().report(new SupervisorReport.Progress(figures().path(), self.self(), started));
	}

	final void tell(Consumer<SupervisorListener> event) {
		Supervision.of(self().system()).tell(event);
	}

	final void tellChildrenChanged() {
		tell((listener) -> listener.childrenChanged(figures().path()));
	}

	/** One restart too many: reports it and plans the end. */
	final void giveUp(SupervisorReport.Offender offender) {
		report(SupervisorReport.Context.SHUTDOWN, ExitReason.of("reached_max_restart_intensity"), offender);
		tell((listener) -> listener.gaveUp(figures().path(), self().self(), offender.id()));
		planToEnd(ExitReason.SHUTDOWN);
	}

	@Override
	public final Class<?> kind() {
		return getClass();
	}

	@Override
	protected final void replaceState(@Nullable Object state) {
		throw new UnsupportedOperationException(
				"the state of a supervisor cannot be replaced: start, terminate, restart or delete its children");
	}

}
