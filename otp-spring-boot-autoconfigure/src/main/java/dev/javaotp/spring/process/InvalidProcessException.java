package dev.javaotp.spring.process;

import java.util.List;

/**
 * Process beans that cannot be processes as they are: their handler methods, their scope,
 * or what {@link Supervised} stands on. Holds all that is wrong with all of them.
 */
public final class InvalidProcessException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final List<String> problems;

	InvalidProcessException(List<String> problems) {
		super(String.join(System.lineSeparator(), problems));
		this.problems = List.copyOf(problems);
	}

	/**
	 * What is wrong, each with the method or the bean it is about and what to do.
	 * @return at least one sentence
	 */
	public List<String> problems() {
		return this.problems;
	}

}
