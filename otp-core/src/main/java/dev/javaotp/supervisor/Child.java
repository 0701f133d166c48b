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

	private final Pid supervisor;

	@Nullable Pid pid;

	boolean restarting;

	Child(ChildSpec spec, ChildFigures figures, Pid supervisor) {
		this.spec = spec;
		this.figures = figures;
		this.supervisor = supervisor;
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

	/** Whose child it is: this time, not of the one before it at the same place. */
	Pid supervisor() {
		return this.supervisor;
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
