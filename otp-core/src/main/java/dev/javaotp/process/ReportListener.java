package dev.javaotp.process;

/**
 * Where crashes and other events of a system are told: {@link CrashReport} by this
 * package, others by the packages above.
 * <p>
 * Called by the thread that runs the process in question, so it must not block; what it
 * throws is ignored.
 */
@FunctionalInterface
public interface ReportListener {

	/**
	 * Takes a report.
	 * @param report a record that describes the event; {@link CrashReport} or one of the
	 * packages above
	 */
	void report(Object report);

	/**
	 * Returns the listener that a system has unless told otherwise: it logs through
	 * SLF4J, without messages or state, and no more than 20 reports about one thing (see
	 * {@link Report#about()}) within 10 seconds; of what is left out it logs the number.
	 * @return the listener
	 */
	static ReportListener logging() {
		return new ReportLog(System::nanoTime);
	}

}
