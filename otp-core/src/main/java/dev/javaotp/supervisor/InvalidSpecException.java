package dev.javaotp.supervisor;

import java.time.Duration;
import java.util.List;

import dev.javaotp.process.ExitReason;

/**
 * A supervisor or child specification that cannot be: thrown where it is made, so that
 * nothing is started with it. The message says what was expected and what to do,
 * {@link #reason()} what OTP calls it.
 */
public final class InvalidSpecException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final transient ExitReason reason;

	private InvalidSpecException(String message, ExitReason reason) {
		super(message);
		this.reason = reason;
	}

	/**
	 * The reason as OTP gives it, {@code {duplicate_child_name, a}} say.
	 * @return the reason
	 */
	public ExitReason reason() {
		return this.reason;
	}

	/** Ids and names become parts of paths. */
	static void checkName(String what, String name) {
		if (name.isBlank() || name.contains("/")) {
			throw new InvalidSpecException(
					"The %s is '%s': expected at least one character, and no '/'".formatted(what, name),
					ExitReason.tagged("invalid_id", name));
		}
	}

	static InvalidSpecException invalidStartTimeout(String id, Duration startTimeout) {
		return new InvalidSpecException(
				"The start of child '%s' may take %s: expected more than zero, or no limit".formatted(id, startTimeout),
				ExitReason.tagged("invalid_start_timeout", startTimeout));
	}

	static InvalidSpecException duplicateId(String supervisor, String id) {
		return new InvalidSpecException(
				"%s has two children with the id '%s': expected ids that differ; give one of them another id"
					.formatted(supervisor, id),
				ExitReason.tagged("duplicate_child_name", id));
	}

	static InvalidSpecException significantButNeverShutDown(String supervisor, String id) {
		return new InvalidSpecException(
				("Child '%s' is significant, but the auto-shutdown of %s is never, so that its end would mean nothing: "
						+ "expected any-significant or all-significant (set before the child is added), "
						+ "or a child that is not significant")
					.formatted(id, supervisor),
				badCombination(ExitReason.tagged("auto_shutdown", "never")));
	}

	static InvalidSpecException significantButPermanent(String id) {
		return new InvalidSpecException(
				("Child '%s' is significant and permanent: a permanent child is always restarted, so that its end can "
						+ "never end its supervisor; expected restart transient or temporary")
					.formatted(id),
				badCombination(ExitReason.tagged("restart", "permanent")));
	}

	private static ExitReason badCombination(ExitReason with) {
		return ExitReason.tagged("bad_combination", List.of(with, ExitReason.tagged("significant", true)));
	}

}
