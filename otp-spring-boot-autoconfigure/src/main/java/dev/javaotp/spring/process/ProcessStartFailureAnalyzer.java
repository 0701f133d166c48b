package dev.javaotp.spring.process;

import dev.javaotp.process.ExitReason;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says which process kept the application from starting. That one of its beans misses
 * another is left to Spring Boot, which names the parameter.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProcessStartFailureAnalyzer extends AbstractFailureAnalyzer<ProcessStartException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, ProcessStartException cause) {
		if (findCause(cause, NoSuchBeanDefinitionException.class) != null) {
			return null;
		}
		Class<?> type = cause.type();
		String who = "The process `" + cause.path() + "`" + ((type != null) ? " (" + type.getName() + ")" : "");
		if (cause.reason().equals(ExitReason.TIMEOUT)) {
			return new FailureAnalysis(who + " could not be started: it was not ready in time.",
					"Look for what its constructor or its start method waits for. Let it return "
							+ "Next.continueWith(…) for what takes long, or raise `start-timeout` for it.",
					cause);
		}
		return new FailureAnalysis(who + " could not be started: " + describe(cause.reason()) + ".",
				"Correct what made it fail. Everything that had been started before it was stopped again.", cause);
	}

	private static String describe(ExitReason reason) {
		Throwable thrown = reason.cause();
		if (thrown == null) {
			return "it ended with " + reason;
		}
		Throwable root = thrown;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		String message = root.getMessage();
		return (message != null) ? root.getClass().getName() + ": " + message : root.getClass().getName();
	}

}
