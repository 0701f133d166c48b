package dev.javaotp.spring.process;

import java.util.Map;

import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts name and pid of a process into the MDC while it does something, and leaves nothing
 * of that there: its thread serves another process next.
 */
final class LoggingContext {

	static final String NAME = "otp.process";

	static final String PID = "otp.pid";

	private final String name;

	private @Nullable String pid;

	LoggingContext(String name) {
		this.name = name;
	}

	/** The process has started. */
	void begin(Pid pid) {
		this.pid = pid.toString();
	}

	<R> R bracket(Step<R> step) throws Exception {
		// what came with the message, or of its trace, is there for its crash report, too
		Map<String, String> before = MDC.getCopyOfContextMap();
		MDC.put(NAME, this.name);
		MDC.put(PID, this.pid);
		try {
			return step.take();
		}
		finally {
			if (before != null) {
				MDC.setContextMap(before);
			}
			else {
				MDC.clear();
			}
		}
	}

	/** One callback. */
	interface Step<R> {

		R take() throws Exception;

	}

}
