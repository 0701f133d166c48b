package dev.javaotp.process;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

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
	 * SLF4J, without messages or state.
	 * @return the listener
	 */
	static ReportListener logging() {
		Logger logger = LoggerFactory.getLogger(ProcessSystem.class);
		return (report) -> {
			Level level = (report instanceof Report known) ? known.level() : Level.INFO;
			if (report instanceof CrashReport crash) {
				logger.atLevel(level)
					.addKeyValue("pid", crash.pid())
					.addKeyValue("process", crash.registeredName())
					.addKeyValue("kind", crash.kind())
					.addKeyValue("reason", crash.reason())
					.addKeyValue("ancestors", crash.ancestors())
					.addKeyValue("mailboxDepth", crash.mailboxDepth())
					.setCause(crash.thrown())
					.log("Process {} crashed: {}",
							(crash.registeredName() != null) ? crash.registeredName() : crash.pid(), crash.reason());
			}
			else {
				logger.atLevel(level).log("{}", report);
			}
		};
	}

}
