package dev.javaotp.supervisor;

import java.time.Duration;
import java.util.Objects;

/**
 * How many restarts a supervisor makes before it gives up: up to {@code maxRestarts}
 * within a period are made, the next one ends it with {@code shutdown}, after all its
 * children. Mirrors {@code intensity} and {@code period} of OTP's supervisor.
 * <p>
 * One count for all its children. A group restart counts once, each failed attempt to
 * start a child again counts, and what is started by hand does not. Time is counted in
 * whole seconds: a restart that is exactly {@code within} old still counts.
 *
 * @param maxRestarts how many restarts are allowed within the period; with zero the first
 * end of a child that would be restarted ends the supervisor
 * @param within the period, in whole seconds, at least one
 */
public record RestartIntensity(int maxRestarts, Duration within) {

	/** Three restarts within five seconds, the default of Elixir. (Erlang allows one.) */
	public static final RestartIntensity DEFAULT = new RestartIntensity(3, Duration.ofSeconds(5));

	/** Checks both. */
	public RestartIntensity {
		Objects.requireNonNull(within, "within");
		if (maxRestarts < 0) {
			throw new IllegalArgumentException(
					"The number of restarts allowed is " + maxRestarts + ": expected zero (none is allowed) or more");
		}
		if (within.getSeconds() < 1 || within.getNano() != 0) {
			throw new IllegalArgumentException("The period in which restarts are counted is " + within
					+ ": expected whole seconds, at least one, since that is how they are counted");
		}
	}

	@Override
	public String toString() {
		return this.maxRestarts + " within " + this.within;
	}

}
