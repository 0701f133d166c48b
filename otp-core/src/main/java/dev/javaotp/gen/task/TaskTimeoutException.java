package dev.javaotp.gen.task;

import dev.javaotp.process.ExitReason;

/**
 * The result of a task did not come in time. A process that does not catch this ends, and
 * the tasks that are linked with it do, too. Whoever catches it should end the task, see
 * {@link Task#shutdown(java.time.Duration)}: it still runs. To wait in steps use
 * {@link Task#yield(java.time.Duration)}.
 */
public final class TaskTimeoutException extends TaskException {

	private static final long serialVersionUID = 1L;

	TaskTimeoutException(String message, Object target, Object request) {
		super(message, ExitReason.TIMEOUT, target, request);
	}

}
