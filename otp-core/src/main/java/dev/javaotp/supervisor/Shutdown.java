package dev.javaotp.supervisor;

import java.time.Duration;
import java.util.Objects;

import dev.javaotp.process.ExitReason;
import org.jspecify.annotations.Nullable;

/**
 * How a supervisor stops a child, and how long it waits. Mirrors {@code shutdown} of an
 * OTP child specification.
 * <p>
 * A child that does not trap exits ends on the first signal, without its
 * {@code terminate} being called, whatever the time.
 */
public sealed interface Shutdown {

	/**
	 * The default of workers: {@code shutdown} is sent, and {@code kill} after 5 seconds.
	 */
	Shutdown WORKER_DEFAULT = after(Duration.ofSeconds(5));

	/**
	 * Returns: kill it at once.
	 * @return the value
	 */
	static Shutdown brutalKill() {
		return BrutalKill.INSTANCE;
	}

	/**
	 * Returns: send it {@code shutdown}, and kill it when it has not ended in time.
	 * @param limit how long to wait; zero or more
	 * @return the value
	 */
	static Shutdown after(Duration limit) {
		return new After(limit);
	}

	/**
	 * Returns: send it {@code shutdown} and wait for as long as it takes. For
	 * supervisors, whose children have limits of their own; a worker that never ends
	 * would hold up everything above it.
	 * @return the value
	 */
	static Shutdown infinity() {
		return Infinity.INSTANCE;
	}

	/**
	 * The first signal that the child gets.
	 * @return {@code kill} or {@code shutdown}
	 */
	default ExitReason signal() {
		return (this instanceof BrutalKill) ? ExitReason.KILL : ExitReason.SHUTDOWN;
	}

	/**
	 * How long the child may take after the first signal before it is killed.
	 * @return the limit, or {@code null} for none
	 */
	default @Nullable Duration limit() {
		return (this instanceof After after) ? after.limit() : null;
	}

	/**
	 * Whether what a child ended with is what being stopped like this should lead to.
	 * Anything else is reported as a {@code shutdown_error}: of a permanent child even
	 * {@code normal}.
	 */
	default boolean expects(ExitReason reason, Restart restart) {
		ExitReason wanted = (this instanceof BrutalKill) ? ExitReason.KILLED : ExitReason.SHUTDOWN;
		return reason.equals(wanted) || (restart != Restart.PERMANENT && !reason.isAbnormal());
	}

	/** Kill at once. */
	final class BrutalKill implements Shutdown {

		private static final BrutalKill INSTANCE = new BrutalKill();

		private BrutalKill() {
		}

		@Override
		public String toString() {
			return "brutal-kill";
		}

	}

	/** Wait without limit. */
	final class Infinity implements Shutdown {

		private static final Infinity INSTANCE = new Infinity();

		private Infinity() {
		}

		@Override
		public String toString() {
			return "infinity";
		}

	}

	/**
	 * Wait for a limited time, then kill.
	 *
	 * @param limit how long
	 */
	record After(Duration limit) implements Shutdown {

		public After {
			Objects.requireNonNull(limit, "limit");
			if (limit.isNegative()) {
				throw new IllegalArgumentException("The time a child has for its shutdown is " + limit
						+ ": expected zero or more (or Shutdown.infinity())");
			}
		}

		@Override
		public String toString() {
			return this.limit.toString();
		}

	}

}
