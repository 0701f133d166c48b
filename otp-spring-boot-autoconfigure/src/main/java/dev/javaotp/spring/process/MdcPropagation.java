package dev.javaotp.spring.process;

import java.util.Map;

import dev.javaotp.gen.MessageInterceptor;
import dev.javaotp.process.ProcessContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Has the logging context (MDC) of whoever sends a message there while it is handled, and
 * so in the messages that are sent meanwhile. The context of the thread is as it was
 * before when the message has been handled.
 */
public final class MdcPropagation implements MessageInterceptor {

	@Override
	public @Nullable Passage sending(Outgoing message) {
		Map<String, String> context = MDC.getCopyOfContextMap();
		if (context == null || context.isEmpty()) {
			return null;
		}
		// a process names itself
		context.remove(LoggingContext.NAME);
		context.remove(LoggingContext.PID);
		return new Carried(context);
	}

	/** What a message takes along. */
	private record Carried(Map<String, String> context) implements Passage {

		@Override
		public void handle(ProcessContext process, Runnable handling) {
			Map<String, String> before = MDC.getCopyOfContextMap();
			MDC.setContextMap(this.context);
			try {
				handling.run();
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

	}

}
