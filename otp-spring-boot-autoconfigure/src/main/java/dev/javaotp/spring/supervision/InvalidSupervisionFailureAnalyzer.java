package dev.javaotp.spring.supervision;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows everything that is wrong with a supervision tree in place of a stack trace.
 */
class InvalidSupervisionFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSupervisionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidSupervisionException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Correct the supervision tree as described above. No process has been started.", cause);
	}

}
