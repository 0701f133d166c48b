package dev.javaotp.supervisor;

import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * A child of a static supervisor: its specification and what has become of it. Only
 * {@link Children} changes it, so that its indexes stay right.
 */
final class Child {

	private final ChildSpec spec;

	private final ChildFigures figures;

	@Nullable Pid pid;

	boolean restarting;

	Child(ChildSpec spec, ChildFigures figures) {
		this.spec = spec;
		this.figures = figures;
	}

	String id() {
		return this.spec.id();
	}

	ChildSpec spec() {
		return this.spec;
	}

	ChildFigures figures() {
		return this.figures;
	}

	/** The process, or {@code null} when it has none. */
	@Nullable Pid pid() {
		return this.pid;
	}

	boolean isTemporary() {
		return this.spec.restart() == Restart.TEMPORARY;
	}

	ChildStatus status() {
		if (this.pid != null) {
			return ChildStatus.RUNNING;
		}
		return this.restarting ? ChildStatus.RESTARTING : ChildStatus.STOPPED;
	}

	@Override
	public String toString() {
		return this.spec.id() + " " + status();
	}

}
