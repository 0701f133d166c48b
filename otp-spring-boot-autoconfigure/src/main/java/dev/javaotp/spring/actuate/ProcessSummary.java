package dev.javaotp.spring.actuate;

import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessInfo;
import dev.javaotp.supervisor.ChildFigures;
import org.jspecify.annotations.Nullable;

/**
 * One process in a list. What does not apply is left out.
 *
 * @param pid the process
 * @param name its registered name, or what its supervisor knows it by
 * @param label its label
 * @param type the class of its code
 * @param status {@code waiting}, {@code runnable}, {@code running} or {@code suspended}
 * @param mailboxDepth how many messages wait for it
 * @param messagesHandled how many messages it has handled
 * @param restarts how often it was started again, if it is the child of a static
 * supervisor
 * @param parent the process that started it
 */
public record ProcessSummary(String pid, @Nullable String name, @Nullable String label, String type, String status,
		int mailboxDepth, long messagesHandled, @Nullable Long restarts, @Nullable String parent) {

	static ProcessSummary of(ProcessInfo info, @Nullable String name, @Nullable ChildFigures child) {
		Pid parent = info.parent();
		return new ProcessSummary(info.pid().toString(), name, info.label(), info.kind(), Words.of(info.status()),
				info.mailboxDepth(), info.messagesHandled(), (child != null) ? child.restarts() : null,
				(parent != null) ? parent.toString() : null);
	}

}
