package dev.javaotp.gen.task;

import java.util.List;
import java.util.concurrent.Callable;

import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitException;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import org.jspecify.annotations.Nullable;

/**
 * The process of a task: calls the function, hands the result over, and ends.
 *
 * @param <T> the type of the result
 */
final class TaskProcess<T extends @Nullable Object> implements MessageHandler {

	private final Callable<? extends T> function;

	// the class of what the user has written
	private final Class<?> kind;

	private final List<Pid> callers;

	// null if nobody waits
	private final @Nullable Task<T> task;

	// whom to be linked with beside the parent
	private final @Nullable Pid owner;

	TaskProcess(Callable<? extends T> function, Class<?> kind, List<Pid> callers, @Nullable Task<T> task,
			@Nullable Pid owner) {
		this.function = function;
		this.kind = kind;
		this.callers = callers;
		this.task = task;
		this.owner = owner;
	}

	/** On whose behalf a process runs that is started by the current one. */
	static List<Pid> callersOfNext() {
		ProcessContext current = ProcessContext.current();
		if (current == null) {
			return List.of();
		}
		List<Pid> before = callersOf(current);
		if (before.isEmpty()) {
			return List.of(current.self());
		}
		Pid[] all = new Pid[before.size() + 1];
		all[0] = current.self();
		System.arraycopy(before.toArray(new Pid[0]), 0, all, 1, before.size());
		return List.of(all);
	}

	static List<Pid> callersOf(ProcessContext process) {
		TaskProcess<?> code = process.system().handler(process.self(), TaskProcess.class);
		return (code != null) ? code.callers : List.of();
	}

	@Override
	public void start(ProcessContext self) throws Exception {
		if (this.owner != null) {
			link(self, this.owner);
		}
		T value;
		try {
			value = this.function.call();
		}
		catch (Throwable thrown) {
			ExitReason reason = ExitReason.crash(thrown);
			if (reason.isAbnormal() && self.self().isAlive()) {
				self.system().report(new TaskReport(self.self(), this.kind, reason, this.callers));
			}
			throw thrown;
		}
		if (this.task != null) {
			this.task.returned(self, value);
		}
		throw new ExitException(ExitReason.NORMAL);
	}

	/** Nobody waits for a task whose owner has ended before it began. */
	private static void link(ProcessContext self, Pid owner) {
		try {
			self.link(owner);
		}
		catch (ErlangError noproc) {
			throw new ExitException(ExitReason.shutdown(ExitReason.NOPROC));
		}
	}

	@Override
	public void handle(Object message) {
		throw new IllegalStateException("a task takes its messages itself, got: " + message);
	}

	@Override
	public void gone(Pid self, ExitReason reason) {
		if (this.task != null) {
			this.task.ended(reason);
		}
	}

	@Override
	public boolean worksInStart() {
		return true;
	}

	@Override
	public Class<?> kind() {
		return this.kind;
	}

}
