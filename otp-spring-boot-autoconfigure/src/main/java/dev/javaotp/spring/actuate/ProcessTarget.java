package dev.javaotp.spring.actuate;

import dev.javaotp.process.Pid;
import dev.javaotp.supervisor.ChildFigures;
import dev.javaotp.supervisor.SupervisorFigures;
import org.jspecify.annotations.Nullable;

/**
 * A process that somebody named, and where it stands: at the top of a tree, as a child of
 * a static or of a dynamic supervisor, or in no tree at all.
 *
 * @param name how it was named
 * @param pid the process, {@code null} if it does not run
 * @param above the supervisor above it
 * @param child what the static supervisor above knows of it; with {@code above} but
 * without this it is the child of a dynamic one
 * @param top its own figures if it is at the top of a tree
 */
record ProcessTarget(String name, @Nullable Pid pid, @Nullable SupervisorFigures above, @Nullable ChildFigures child,
		@Nullable SupervisorFigures top) {

	static ProcessTarget child(String name, SupervisorFigures above, ChildFigures child) {
		return new ProcessTarget(name, child.pid().filter(Pid::isAlive).orElse(null), above, child, null);
	}

	static ProcessTarget top(String name, SupervisorFigures top) {
		return new ProcessTarget(name, top.pid().orElse(null), null, null, top);
	}

	static ProcessTarget dynamicChild(String name, Pid pid, SupervisorFigures above) {
		return new ProcessTarget(name, pid, above, null, null);
	}

	static ProcessTarget unsupervised(String name, Pid pid) {
		return new ProcessTarget(name, pid, null, null, null);
	}

}
