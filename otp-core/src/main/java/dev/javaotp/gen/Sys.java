package dev.javaotp.gen;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.PendingReply;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;

/**
 * The maintenance door that every behaviour has: to look at a running process, to stop it
 * for a while, to mend its state. For operators, tests and upgrades; not a way for
 * processes to talk to each other.
 * <p>
 * A request waits in the mailbox like any message and is answered between two of the
 * process's own. Unless stated otherwise each method waits for five seconds at most and
 * throws a {@link CallException} as {@link ServerRef#call(Request)} does. A process that
 * is no behaviour never answers.
 * <p>
 * May be used by any thread. Mirrors Erlang's {@code sys}.
 */
public final class Sys {

	private Sys() {
	}

	/**
	 * Whether a process is a behaviour, which alone answers requests of this class: to
	 * any other process they are messages it does not understand.
	 * @param pid the process
	 * @return whether it can be asked; {@code false} if it has ended
	 */
	public static boolean isBehaviour(Pid pid) {
		return pid.system().isHandledBy(pid, BehaviourLoop.class);
	}

	/**
	 * Stops a process from handling anything but requests of this class and the end of
	 * its parent: all else waits in its mailbox, in order.
	 * @param pid the process
	 */
	public static void suspend(Pid pid) {
		suspend(pid, ServerRef.DEFAULT_TIMEOUT);
	}

	/**
	 * Stops a process, with another limit.
	 * @param pid the process
	 * @param timeout how long to wait until it is suspended; when it is up the process is
	 * still suspended as soon as it is not busy any more
	 */
	public static void suspend(Pid pid, Duration timeout) {
		ask(pid, new SystemRequest.Suspend(), timeout);
	}

	/**
	 * Lets a suspended process go on; without effect on others. A time-out of
	 * {@link Next#timeout(Duration)} starts anew.
	 * @param pid the process
	 */
	public static void resume(Pid pid) {
		resume(pid, ServerRef.DEFAULT_TIMEOUT);
	}

	/**
	 * Lets a suspended process go on, with another limit.
	 * @param pid the process
	 * @param timeout how long to wait until it goes on
	 */
	public static void resume(Pid pid, Duration timeout) {
		ask(pid, new SystemRequest.Resume(), timeout);
	}

	/**
	 * Returns the state of a process. It is the very object: only look at it, and only if
	 * it is immutable.
	 * @param pid the process
	 * @return its state
	 */
	public static Object getState(Pid pid) {
		return ask(pid, new SystemRequest.GetState(), ServerRef.DEFAULT_TIMEOUT);
	}

	/**
	 * Replaces the state of a process. When the change throws, or the state is not of the
	 * given type, it stays what it is.
	 * @param <S> the type of the state
	 * @param pid the process
	 * @param type the type of the state
	 * @param change makes the new state from the old one, in the process; must not block
	 * @return the new state
	 * @throws CallException with {@code {callback_failed, Reason}} if the change threw
	 */
	public static <S> S replaceState(Pid pid, Class<S> type, UnaryOperator<S> change) {
		return replaceStates(pid, type, change).getFirst();
	}

	/**
	 * Replaces all states of a process that keeps several, as an event manager keeps one
	 * for each handler, one by one; which of them stay when the change throws is up to
	 * the behaviour.
	 * @param <S> the type of the states
	 * @param pid the process
	 * @param type the type of the states
	 * @param change makes the new state from an old one, in the process; must not block
	 * @return the new states, one if the process keeps one
	 * @throws CallException with {@code {callback_failed, Reason}} if the change threw
	 */
	public static <S> List<S> replaceStates(Pid pid, Class<S> type, UnaryOperator<S> change) {
		SystemRequest.ReplaceState request = new SystemRequest.ReplaceState((state) -> change.apply(type.cast(state)));
		Object outcome = ask(pid, request, ServerRef.DEFAULT_TIMEOUT);
		if (outcome instanceof SystemRequest.ReplaceState.Replaced replaced) {
			return replaced.states().stream().map(type::cast).toList();
		}
		SystemRequest.ReplaceState.Refused refused = (SystemRequest.ReplaceState.Refused) outcome;
		throw new CallException(
				"the state of " + pid + " was not replaced, since the change threw: " + refused.reason(),
				new ExitReason.FailedCall(refused.reason(), pid, request));
	}

	/**
	 * Returns what a process shows of its state, see
	 * {@link GenServer#formatStatus(ServerStatus)}.
	 * @param pid the process
	 * @param timeout how long to wait: a process that is busy answers when it is done
	 * @return what it shows
	 */
	public static ServerStatus status(Pid pid, Duration timeout) {
		return ask(pid, new SystemRequest.Status(), timeout);
	}

	/**
	 * Returns all that there is to say about a process: Erlang's {@code get_status}.
	 * @param pid the process
	 * @return whether it is suspended, who its parent is, who watches it, and what it
	 * shows of its state
	 */
	public static BehaviourStatus getStatus(Pid pid) {
		return ask(pid, new SystemRequest.GetStatus(), ServerRef.DEFAULT_TIMEOUT);
	}

	/**
	 * Returns what a process shows of its state as text. The process itself makes the
	 * text: nobody else looks at a state that may be changing.
	 * @param pid the process
	 * @param timeout how long to wait: a process that is busy answers when it is done
	 * @return what {@code toString()} gives of what {@link #status(Pid, Duration)} would
	 * return; if that throws, what it threw
	 */
	public static String render(Pid pid, Duration timeout) {
		return ask(pid, new SystemRequest.Render(), timeout);
	}

	/**
	 * Tells a process to end; does not wait for the end.
	 * @param pid the process
	 * @param reason the reason it is to end with
	 * @see ServerRef#stop(ExitReason, Duration)
	 */
	public static void terminate(Pid pid, ExitReason reason) {
		ask(pid, new SystemRequest.Terminate(reason, /* acknowledged= */ true), ServerRef.DEFAULT_TIMEOUT);
	}

	/**
	 * Turns the state of a suspended process over to another version of its code: its
	 * {@code codeChange} is called. When that refuses, object and state stay what they
	 * are.
	 *
	 * <pre class="code">
	 * Sys.suspend(pid);
	 * Sys.changeCode(pid, CodeChange.from(1).withSuccessor(Counter.class, (old) -&gt; new Counter2()));
	 * Sys.resume(pid);
	 * </pre>
	 * @param pid the process
	 * @param change what changes
	 * @throws CallException with {@code {unknown_system_msg, change_code}} if the process
	 * is not suspended, with {@code {'EXIT', Reason}} if {@code codeChange} threw or is
	 * missing
	 */
	public static void changeCode(Pid pid, CodeChange change) {
		Objects.requireNonNull(change, "change");
		SystemRequest.ChangeCode request = new SystemRequest.ChangeCode(change);
		ExitReason refusal = ask(pid, request, ServerRef.DEFAULT_TIMEOUT);
		if (refusal != null) {
			String why = (refusal instanceof ExitReason.Tagged tagged && tagged.tag().equals("unknown_system_msg"))
					? "it is not suspended: suspend it first" : String.valueOf(refusal);
			throw new CallException("the code of " + pid + " was not changed: " + why,
					new ExitReason.FailedCall(refusal, pid, request));
		}
	}

	// --- watching

	/**
	 * Starts to watch a process in one of the ways there are. What watches it in the same
	 * way already stays, except for the size of a log.
	 * @param pid the process
	 * @param option how to watch it
	 */
	public static void debug(Pid pid, DebugOption option) {
		Objects.requireNonNull(option, "option");
		command(pid, "Debug", (debugging) -> debugging.add(option));
	}

	/**
	 * Writes what a process does into the log of the application, with its messages and
	 * states, or stops doing so; see {@link DebugOption#trace()}.
	 * @param pid the process
	 * @param on whether to trace
	 */
	public static void trace(Pid pid, boolean on) {
		command(pid, "Trace", (debugging) -> turn(debugging, on, DebugOption.trace(), Debugging::stopTracing));
	}

	/**
	 * Keeps the last ten events of a process, or forgets them; see
	 * {@link DebugOption#log(int)} for more.
	 * @param pid the process
	 * @param on whether to keep them
	 */
	public static void log(Pid pid, boolean on) {
		command(pid, "Log", (debugging) -> turn(debugging, on, DebugOption.log(), Debugging::stopLog));
	}

	/**
	 * The last events of a process that keeps them.
	 * @param pid the process
	 * @return the events, oldest first; none if it keeps none
	 */
	public static List<SystemEvent> getLog(Pid pid) {
		return ask(pid, new SystemRequest.Debug<>("GetLog", Debugging::getLog), ServerRef.DEFAULT_TIMEOUT);
	}

	/**
	 * Counts the messages of a process from now on, or stops counting.
	 * @param pid the process
	 * @param on whether to count
	 */
	public static void statistics(Pid pid, boolean on) {
		command(pid, "Statistics",
				(debugging) -> turn(debugging, on, DebugOption.statistics(), Debugging::stopStatistics));
	}

	/**
	 * What a process has counted.
	 * @param pid the process
	 * @return the counts, empty if it does not count: Erlang's {@code no_statistics}
	 */
	public static Optional<Statistics> getStatistics(Pid pid) {
		SystemRequest.Debug<@Nullable Statistics> request = new SystemRequest.Debug<>("GetStatistics",
				Debugging::getStatistics);
		return Optional.ofNullable(ask(pid, request, ServerRef.DEFAULT_TIMEOUT));
	}

	/**
	 * Runs code of one's own in a process, at each event; one that is there already under
	 * the same id stays.
	 * @param <F> the type of the function's own state
	 * @param pid the process
	 * @param id what it is called, to be removed by
	 * @param function the code
	 * @param state its first state
	 */
	public static <F> void install(Pid pid, Object id, DebugFunction<F> function, F state) {
		install(pid, id, function, state, ServerRef.DEFAULT_TIMEOUT);
	}

	/**
	 * Runs code of one's own in a process, with another limit.
	 * @param <F> the type of the function's own state
	 * @param pid the process
	 * @param id what it is called, to be removed by
	 * @param function the code
	 * @param state its first state
	 * @param timeout how long to wait until it is there; when it is up the code is still
	 * installed as soon as the process is not busy any more
	 */
	public static <F> void install(Pid pid, Object id, DebugFunction<F> function, F state, Duration timeout) {
		DebugOption option = DebugOption.install(id, function, state);
		command(pid, "Install", (debugging) -> debugging.add(option), timeout);
	}

	/**
	 * Removes code that was installed; without effect if it is not there.
	 * @param pid the process
	 * @param id what it is called
	 */
	public static void remove(Pid pid, Object id) {
		remove(pid, id, ServerRef.DEFAULT_TIMEOUT);
	}

	/**
	 * Removes code that was installed, with another limit.
	 * @param pid the process
	 * @param id what it is called
	 * @param timeout how long to wait until it is gone; when it is up it still goes as
	 * soon as the process is not busy any more
	 */
	public static void remove(Pid pid, Object id, Duration timeout) {
		command(pid, "Remove", (debugging) -> debugging.remove(id), timeout);
	}

	/**
	 * Removes all that watches a process.
	 * @param pid the process
	 */
	public static void noDebug(Pid pid) {
		command(pid, "NoDebug", Debugging::clear);
	}

	private static void turn(Debugging debugging, boolean on, DebugOption option, Consumer<Debugging> off) {
		if (on) {
			debugging.add(option);
		}
		else {
			off.accept(debugging);
		}
	}

	private static void command(Pid pid, String name, Consumer<Debugging> command) {
		command(pid, name, command, ServerRef.DEFAULT_TIMEOUT);
	}

	private static void command(Pid pid, String name, Consumer<Debugging> command, Duration timeout) {
		SystemRequest.Debug<@Nullable Void> request = new SystemRequest.Debug<>(name, (debugging) -> {
			command.accept(debugging);
			return null;
		});
		ask(pid, request, timeout);
	}

	private static <R extends @Nullable Object> R ask(Pid pid, SystemRequest<R> request, Duration timeout) {
		return request.ask(pid.system(), pid, pid, request, timeout);
	}

	static void stop(ProcessSystem system, @Nullable Pid pid, Object target, ExitReason reason, Duration timeout) {
		// what is dead already has not been stopped, not even with the reason noproc
		boolean wasDead = pid == null || !pid.isAlive();
		SystemRequest.Terminate request = new SystemRequest.Terminate(reason,
				/* acknowledged= */ false);
		Object outcome = request.await(system, pid, target, request, timeout);
		ExitReason end = ((PendingReply.Ended) outcome).reason();
		if (!end.equals(reason) || wasDead) {
			throw Inquiry.failure(end, target, request);
		}
	}

}
