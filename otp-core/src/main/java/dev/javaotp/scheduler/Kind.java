package dev.javaotp.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What a scheduler has learned about one piece of user code: whether it waits, computes,
 * or does neither for long. All processes that run the same class share it.
 * <p>
 * Slow to convict, quick to forgive. A handler that had to be set aside is one piece of
 * evidence, and {@value #EVIDENCE_TO_CONVICT} pieces of the same sort convict the kind; a
 * visible wait (a call, a receive, a sleep in a process) needs no second witness. From
 * then on its processes run elsewhere, and every run that was quick and did not wait
 * counts for it: {@value #QUICK_RUNS_TO_FORGIVE} in a row and it is back on the
 * scheduler's own threads. What a user declared is never unlearned.
 * <p>
 * Read by any thread without locks: a stale answer costs time, never correctness.
 */
public final class Kind {

	static final int EVIDENCE_TO_CONVICT = 3;

	static final int QUICK_RUNS_TO_FORGIVE = 1_024;

	private static final VarHandle EXECUTION;

	static {
		try {
			EXECUTION = MethodHandles.lookup().findVarHandle(Kind.class, "execution", Execution.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final String name;

	private final boolean declared;

	// opaque: read for every activation of every process of this kind
	private Execution execution;

	// guarded by this
	private int waits;

	// guarded by this
	private int computes;

	// guarded by this
	private int quickRuns;

	Kind(String name, Execution execution) {
		this.name = name;
		this.declared = execution != Execution.AUTO;
		this.execution = execution;
	}

	/**
	 * The name of the class that this is about.
	 * @return the class name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Where its processes run as of now.
	 * @return {@link Execution#AUTO} for the scheduler's own threads
	 */
	public Execution execution() {
		return (Execution) EXECUTION.getOpaque(this);
	}

	boolean isAuto() {
		return execution() == Execution.AUTO;
	}

	/** A handler of this kind waits where the scheduler can see it. */
	synchronized void sawWait() {
		this.quickRuns = 0;
		learn(Execution.BLOCKING);
	}

	/** A handler of this kind had to be set aside and used little processor time. */
	synchronized void sawBlocking() {
		this.quickRuns = 0;
		if (++this.waits >= EVIDENCE_TO_CONVICT) {
			this.computes = 0;
			learn(Execution.BLOCKING);
		}
	}

	/** A handler of this kind had to be set aside and used the processor all the time. */
	synchronized void sawComputing() {
		this.quickRuns = 0;
		if (++this.computes >= EVIDENCE_TO_CONVICT) {
			this.waits = 0;
			learn(Execution.CPU);
		}
	}

	/** A slice of this kind was over quickly and did not wait. */
	void sawQuickRun() {
		if (!this.declared && !isAuto()) {
			forgive();
		}
	}

	/** A slice of this kind took long, off the scheduler's threads. */
	void sawSlowRun() {
		if (!this.declared && !isAuto()) {
			synchronized (this) {
				this.quickRuns = 0;
			}
		}
	}

	private synchronized void forgive() {
		if (++this.quickRuns >= QUICK_RUNS_TO_FORGIVE) {
			this.waits = 0;
			this.computes = 0;
			this.quickRuns = 0;
			EXECUTION.setOpaque(this, Execution.AUTO);
		}
	}

	/** Old evidence fades: called by the monitor now and then. */
	synchronized void fade() {
		if (isAuto()) {
			this.waits = Math.max(0, this.waits - 1);
			this.computes = Math.max(0, this.computes - 1);
		}
	}

	private void learn(Execution learned) {
		if (!this.declared) {
			EXECUTION.setOpaque(this, learned);
		}
	}

	@Override
	public String toString() {
		return this.name + " (" + execution() + ")";
	}

}
