package dev.javaotp.gen.task;

import java.util.List;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.Report;
import org.slf4j.event.Level;

/**
 * Told when a task fails, with any reason but {@code normal}, {@code shutdown} and
 * {@code {shutdown, _}}. The process's own {@code CrashReport} follows.
 *
 * @param pid the task
 * @param function the class of its function
 * @param reason why it failed
 * @param callers on whose behalf it ran, nearest first, see {@link Task#callers()}; empty
 * if it was started by a plain thread
 */
public record TaskReport(Pid pid, Class<?> function, ExitReason reason, List<Pid> callers) implements Report {

	@Override
	public Level level() {
		return Level.ERROR;
	}

	@Override
	public String about() {
		return this.function.getName();
	}

	@Override
	public String toString() {
		String starter = (this.callers.isEmpty()) ? "" : ", started by " + this.callers.get(0) + ",";
		return "Task " + this.pid + " (" + this.function.getName() + ")" + starter + " failed: " + this.reason;
	}

}
