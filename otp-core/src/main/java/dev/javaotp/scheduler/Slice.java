package dev.javaotp.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How much a task may do before it makes room for others, counted in messages as the BEAM
 * counts reductions. The monitor can end a slice early when its messages take long.
 * <p>
 * Owned by one thread; only {@link #end()} may be called by others.
 */
public final class Slice {

	/** Messages that may be handled before others get their turn. */
	public static final int BUDGET = 512;

	private static final VarHandle ENDED;

	static {
		try {
			ENDED = MethodHandles.lookup().findVarHandle(Slice.class, "ended", boolean.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private int budget = BUDGET;

	// set by the monitor, opaquely: being late by a message does no harm
	private boolean ended;

	/**
	 * Whether one more message may be handled; counts it.
	 * @return whether to go on
	 */
	public boolean next() {
		return --this.budget >= 0 && !(boolean) ENDED.getOpaque(this);
	}

	void renew() {
		this.budget = BUDGET;
		ENDED.setOpaque(this, false);
	}

	boolean isUsedUp() {
		return this.budget <= 0 || (boolean) ENDED.getOpaque(this);
	}

	void end() {
		ENDED.setOpaque(this, true);
	}

}
