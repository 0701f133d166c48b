package dev.javaotp.gen;

import java.time.Duration;
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
	 * @return whether it can be asked
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
		SystemRequest.ReplaceState request = new SystemRequest.ReplaceState((state) -> change.apply(type.cast(state)));
		Object outcome = ask(pid, request, ServerRef.DEFAULT_TIMEOUT);
		if (outcome instanceof SystemRequest.ReplaceState.Replaced replaced) {
			return type.cast(replaced.state());
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

	private static <R extends @Nullable Object> R ask(Pid pid, SystemRequest<R> request, Duration timeout) {
		return request.ask(pid.system(), pid, pid, request, timeout);
	}

	static void stop(ProcessSystem system, @Nullable Pid pid, Object target, ExitReason reason, Duration timeout) {
		SystemRequest.Terminate request = new SystemRequest.Terminate(reason,
				/* acknowledged= */ false);
		Object outcome = request.await(system, pid, target, request, timeout);
		ExitReason end = ((PendingReply.Ended) outcome).reason();
		if (!end.equals(reason)) {
			throw Inquiry.failure(end, target, request);
		}
	}

}
