package dev.javaotp.spring.process;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what is wrong with process beans, all of it at once.
 */
final class InvalidProcessFailureAnalyzer extends AbstractFailureAnalyzer<InvalidProcessException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidProcessException cause) {
		List<String> problems = cause.problems();
		String description = (problems.size() == 1) ? problems.getFirst() + "." : problems.stream()
			.map((problem) -> "- " + problem + ".")
			.collect(Collectors.joining("\n", problems.size() + " things are wrong with process beans:\n\n", ""));
		return new FailureAnalysis(description, null, cause);
	}

}
