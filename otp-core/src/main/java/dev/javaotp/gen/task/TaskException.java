package dev.javaotp.gen.task;

import dev.javaotp.process.ExitException;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ExitReason.FailedCall;

/**
 * A task that was waited for has no result: it says which task, and why. A process that
 * does not catch it ends with the same reason, as in Elixir; for a plain thread it is an
 * ordinary unchecked exception, whose cause is what the task has thrown.
 */
public class TaskException extends ExitException {

	private static final long serialVersionUID = 1L;

	private final transient FailedCall failure;

	TaskException(String message, ExitReason reason, Object target, Object request) {
		this(message, new FailedCall(reason, target, request));
	}

	private TaskException(String message, FailedCall failure) {
		super(message, failure);
		this.failure = failure;
	}

	/**
	 * Why there is no result: the reason that the task's process ended with,
	 * {@code timeout}, or {@code interrupted} if the waiting thread, which is no
	 * process's, was interrupted; its interrupt status is set again then.
	 * @return the reason, without the wait around it
	 */
	public ExitReason taskReason() {
		return this.failure.reason();
	}

	/**
	 * What was waited for.
	 * @return the pid of the task, or a description of several
	 */
	public Object target() {
		return this.failure.target();
	}

}
