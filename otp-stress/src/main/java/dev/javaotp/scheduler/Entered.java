package dev.javaotp.scheduler;

/**
 * Lets the thread of an actor run a task as the scheduler's own threads do, so that the
 * task finds itself to be the current one. Here since nobody else may do that.
 */
public final class Entered {

	private Entered() {
	}

	/**
	 * Runs a task for one slice.
	 * @param task the task
	 * @return whether there is more to do
	 */
	public static boolean run(Task task) {
		Slice slice = new Slice(Thread.currentThread(), /* lasting= */ false);
		OffloadedSlice.enter(slice);
		try {
			slice.begin(task);
			return task.run(slice);
		}
		finally {
			OffloadedSlice.leave();
		}
	}

}
