package dev.javaotp.gen;

import java.time.Duration;
import java.util.Collection;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ExitReason.FailedCall;
import dev.javaotp.process.MailboxLimit;
import dev.javaotp.process.Overflow;
import dev.javaotp.process.PendingReply;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;

/**
 * A message to a behaviour that somebody waits for the answer of: a {@link Call} or a
 * {@link SystemRequest}. What goes wrong becomes a {@link CallException} here, and
 * nowhere else.
 *
 * @param <R> the type of the answer
 */
abstract sealed class Inquiry<R extends @Nullable Object> extends PendingReply permits Call, SystemRequest {

	/** Stands for an answer that is {@code null}. */
	private static final Object NOTHING = new Object();

	/**
	 * The outcome when the receiver lives on but will not answer.
	 *
	 * @param reason why not
	 * @param explanation why not, for people
	 */
	private record Refused(ExitReason reason, String explanation) {
	}

	private static final ExitReason CALLING_SELF = ExitReason.of("calling_self");

	// written before the message is sent
	private @Nullable Pid caller;

	final boolean answer(R value) {
		return completeByProcess((value != null) ? value : NOTHING);
	}

	final boolean refuse(ExitReason reason, String explanation) {
		return completeByProcess(new Refused(reason, explanation));
	}

	final @Nullable Pid asker() {
		return this.caller;
	}

	/**
	 * Sends this and waits.
	 * @param system where
	 * @param pid to whom, if there is anybody
	 * @param target what the caller calls the receiver
	 * @param request what the caller calls this
	 * @param timeout how long to wait
	 * @return the answer
	 * @throws CallException if there is none
	 */
	final R ask(ProcessSystem system, @Nullable Pid pid, Object target, Object request, Duration timeout) {
		Object outcome = await(system, pid, target, request, timeout);
		if (outcome instanceof Ended ended) {
			throw failure(ended.reason(), target, request);
		}
		if (outcome instanceof Rejected rejected) {
			throw full(rejected, target, request);
		}
		if (outcome instanceof Refused refused) {
			throw new CallException(target + " refused " + request + ": " + refused.explanation(),
					new FailedCall(refused.reason(), target, request));
		}
		return value(outcome);
	}

	@SuppressWarnings({ "unchecked", "NullAway" })
	private R value(Object outcome) {
		return (outcome == NOTHING) ? null : (R) outcome;
	}

	/**
	 * Sends this for an answer that is fetched later; never fails at once.
	 * @param system where
	 * @param pid to whom, if there is anybody
	 */
	final void send(ProcessSystem system, @Nullable Pid pid) {
		ProcessContext caller = ProcessContext.current();
		this.caller = (caller != null) ? caller.self() : null;
		if (pid != null) {
			system.request(pid, this);
		}
		else {
			complete(new Ended(ExitReason.NOPROC));
		}
	}

	/**
	 * Waits for what was sent before.
	 * @return what has become of it
	 */
	final CallOutcome<R> result(ProcessSystem system, Object target, Duration timeout) {
		try {
			await(system, nanos(timeout));
			return result();
		}
		catch (InterruptedException ex) {
			throw interrupted(target, this);
		}
	}

	/**
	 * What has become of this so far.
	 * @return the outcome
	 */
	final CallOutcome<R> result() {
		return switch (outcome()) {
			case null -> new CallOutcome.TimedOut<>();
			case Ended ended -> new CallOutcome.Failed<>(ended.reason());
			case Rejected rejected -> new CallOutcome.Failed<>(rejected.limit().reason());
			case Refused refused -> new CallOutcome.Failed<>(refused.reason());
			case Object answer -> new CallOutcome.Reply<>(value(answer));
		};
	}

	/**
	 * Waits until one of several has an outcome, or the time is up.
	 * @throws InterruptedException if the waiting thread, which is not a process's, was
	 * interrupted
	 */
	static void awaitAny(ProcessSystem system, Collection<? extends Inquiry<?>> inquiries, Duration timeout)
			throws InterruptedException {
		awaitAny(system, inquiries, nanos(timeout));
	}

	final boolean abandon() {
		return giveUp();
	}

	/**
	 * Sends this and waits.
	 * @return the answer, {@link PendingReply.Ended} or {@link PendingReply.Rejected}
	 */
	final Object await(ProcessSystem system, @Nullable Pid pid, Object target, Object request, Duration timeout) {
		if (pid == null) {
			throw (system.isClosed()) ? closed(system, target, request) : failure(ExitReason.NOPROC, target, request);
		}
		ProcessContext caller = ProcessContext.current();
		if (caller != null) {
			this.caller = caller.self();
			if (this.caller == pid) {
				throw failure(CALLING_SELF, target, request);
			}
		}
		system.request(pid, this);
		try {
			Object outcome = await(system, nanos(timeout));
			if (outcome == null && !giveUp()) {
				outcome = outcome();
			}
			if (outcome == null) {
				FailedCall failure = new FailedCall(ExitReason.TIMEOUT, target, request);
				throw new CallTimeoutException(
						"no answer from " + target + " to " + request + " within " + timeout.toMillis() + " ms",
						failure);
			}
			return outcome;
		}
		catch (InterruptedException ex) {
			throw interrupted(target, request);
		}
	}

	private CallException interrupted(Object target, Object request) {
		giveUp();
		Thread.currentThread().interrupt();
		FailedCall failure = new FailedCall(ExitReason.of("interrupted"), target, request);
		return new CallInterruptedException("interrupted while waiting for the answer of " + target + " to " + request,
				failure);
	}

	static CallException failure(ExitReason reason, Object target, Object request) {
		FailedCall failure = new FailedCall(reason, target, request);
		if (reason.equals(ExitReason.NOPROC)) {
			return new NoProcessException("there is no process " + describe(target) + " to take " + request, failure);
		}
		if (reason.equals(CALLING_SELF)) {
			return new CallException("process " + target + " called itself with " + request
					+ ": it would wait for ever; call the method, or cast", failure);
		}
		return new CallException(target + " ended before it answered " + request + ": " + reason, failure);
	}

	private static MailboxFullException full(Rejected rejected, Object target, Object request) {
		MailboxLimit limit = rejected.limit();
		String what = (limit.overflow() == Overflow.DROP_OLDEST) ? " dropped " + request + " for newer messages: "
				: " did not take " + request + ": ";
		return new MailboxFullException(
				target + what + rejected.depth() + " messages wait in its mailbox, whose limit is " + limit.max()
						+ "; call again later, send it less, or raise the limit",
				new FailedCall(limit.reason(), target, request), limit, rejected.depth());
	}

	private static CallException closed(ProcessSystem system, Object target, Object request) {
		return new NoProcessException("there is no process named " + target + " to take " + request
				+ ": process system " + system.nodeName() + " is closed",
				new FailedCall(ExitReason.NOPROC, target, request));
	}

	private static String describe(Object target) {
		return switch (target) {
			case Pid pid -> pid + " (any more)";
			case String name -> "named " + name + " (at the moment)";
			// says itself why there may be none
			default -> "named " + target;
		};
	}

	/**
	 * Turns a limit into nanoseconds; what is too long for that is no limit.
	 * @param timeout the limit, {@code null} for none
	 * @return nanoseconds
	 */
	static long nanos(@Nullable Duration timeout) {
		if (timeout == null || timeout.getSeconds() >= Long.MAX_VALUE / 1_000_000_000) {
			return Long.MAX_VALUE;
		}
		return Math.max(0, timeout.toNanos());
	}

}
