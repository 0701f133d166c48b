package dev.javaotp.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * What a task runs on: a thread, and how much it may do there before it makes room for
 * others, counted in messages as the BEAM counts reductions. The monitor can end a slice
 * early when its messages take long.
 * <p>
 * It also says which task the thread runs, to whoever wants to interrupt that task and
 * nobody else. To {@link #begin} is a full fence ahead of {@link Task#run}, so that
 * either the task sees what somebody did before he asked, or he sees that it
 * {@linkplain #runs runs}. Before the task lets go of what keeps others from running it
 * elsewhere, it {@linkplain #leave() leaves}.
 * <p>
 * Owned by its thread; others may ask {@link #runs} and {@link #end()} it.
 */
public final class Slice {

	/** Messages that may be handled before others get their turn. */
	public static final int BUDGET = 512;

	private static final VarHandle ENDED;

	private static final VarHandle TASK;

	private static final VarHandle LEFT;

	private static final VarHandle TAKEN;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			ENDED = lookup.findVarHandle(Slice.class, "ended", boolean.class);
			TASK = lookup.findVarHandle(Slice.class, "task", Task.class);
			LEFT = lookup.findVarHandle(Slice.class, "left", boolean.class);
			TAKEN = lookup.findVarHandle(Slice.class, "taken", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final Thread thread;

	private final boolean lasting;

	private int budget = BUDGET;

	private @Nullable Task task;

	// messages that the task has taken and not written off yet
	private int taken;

	// the task is done with this thread, although it is still the current one
	private boolean left;

	// set by the monitor, opaquely: being late by a message does no harm
	private boolean ended;

	/**
	 * Creates a slice.
	 * @param thread whose slice it is
	 * @param lasting whether it is used for one task after the other
	 */
	Slice(Thread thread, boolean lasting) {
		this.thread = thread;
		this.lasting = lasting;
	}

	/**
	 * The thread that this is a slice of.
	 * @return the thread
	 */
	public Thread thread() {
		return this.thread;
	}

	/**
	 * Whether it is used for one task after the other, and worth remembering by them.
	 * @return {@code false} if it is for one run of one task
	 */
	public boolean isLasting() {
		return this.lasting;
	}

	/**
	 * The slice of the current thread.
	 * @return the slice, or {@code null} on a thread that runs no tasks
	 */
	public static @Nullable Slice current() {
		return (Thread.currentThread() instanceof SchedulerThread thread) ? thread.slice : OffloadedSlice.current();
	}

	/** Makes a task the current one. */
	void begin(@Nullable Task task) {
		announce(task);
		VarHandle.fullFence();
	}

	/** The same for who goes on with something that is a full fence itself. */
	void announce(@Nullable Task task) {
		TASK.setOpaque(this, task);
		// after the task: whoever sees this sees no older task
		LEFT.setRelease(this, false);
	}

	/** The task that is run, or was run last before {@link #finish()}. */
	@Nullable Task task() {
		return (Task) TASK.getOpaque(this);
	}

	void finish() {
		TASK.setOpaque(this, null);
	}

	/**
	 * Called by the task when it is done with the thread, or may be: whoever asks from
	 * now on is told that it does not run. Not ordered by itself.
	 */
	public void leave() {
		LEFT.setOpaque(this, true);
	}

	/** Takes back {@link #leave()}. */
	public void stay() {
		LEFT.setOpaque(this, false);
		VarHandle.fullFence();
	}

	/**
	 * The task that runs here and has not left. For the owner: others ask {@link #runs}.
	 * @return the task, or {@code null} if there is none
	 */
	public @Nullable Task running() {
		return (this.left) ? null : this.task;
	}

	/**
	 * Whether a task runs here and has not left. Any thread may ask.
	 * @param task the task
	 * @return whether it does
	 */
	public boolean runs(Task task) {
		return !(boolean) LEFT.getAcquire(this) && (Task) TASK.getAcquire(this) == task;
	}

	/**
	 * Counts a message that the task has taken. The count stands here, not in the task,
	 * since others write there: a processor would have to fetch it back for each message.
	 */
	public void took() {
		TAKEN.setOpaque(this, this.taken + 1);
	}

	/**
	 * How many messages were counted since they were written off last. Any thread may
	 * ask; exact for the owner.
	 * @return how many
	 */
	public int taken() {
		return (int) TAKEN.getOpaque(this);
	}

	/** Forgets the count: the task has written the messages off. */
	public void writtenOff() {
		TAKEN.setOpaque(this, 0);
	}

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
