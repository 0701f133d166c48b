package dev.javaotp.spring.supervision;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A supervision tree, as it is declared, cannot be started. It is thrown before anything
 * has been started, with everything that is wrong at once.
 */
public class InvalidSupervisionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<SupervisionProblem> problems;

	InvalidSupervisionException(List<SupervisionProblem> problems) {
		this(problems.stream().sorted(Comparator.comparing(SupervisionProblem::place, Place.READING_ORDER)).toList(),
				/* numbered= */ problems.size() > 1);
	}

	private InvalidSupervisionException(List<SupervisionProblem> problems, boolean numbered) {
		super(describe(problems, numbered));
		this.problems = problems;
	}

	/**
	 * Everything that is wrong.
	 * @return the problems, by file and line where these are known
	 */
	public List<SupervisionProblem> problems() {
		return this.problems;
	}

	private static String describe(List<SupervisionProblem> problems, boolean numbered) {
		String head = numbered ? "There are " + problems.size() + " problems in the supervision tree:"
				: "There is a problem in the supervision tree:";
		return IntStream.range(0, problems.size())
			.mapToObj((i) -> (numbered ? (i + 1) + ". " : "") + problems.get(i).description())
			.collect(Collectors.joining("\n\n", head + "\n\n", ""));
	}

}
