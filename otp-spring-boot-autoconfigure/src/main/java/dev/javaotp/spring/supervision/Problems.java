package dev.javaotp.spring.supervision;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong, so that everything is reported at once.
 */
final class Problems {

	private final List<SupervisionProblem> problems = new ArrayList<>();

	void add(SupervisionProblem problem) {
		this.problems.add(problem);
	}

	void throwIfAny() {
		if (!this.problems.isEmpty()) {
			throw new InvalidSupervisionException(this.problems);
		}
	}

}
