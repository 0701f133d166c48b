package dev.javaotp.test;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.Ref;
import dev.javaotp.registry.Registry;
import dev.javaotp.scheduler.ManualScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what happens to processes, for the thread of a test. In a {@link Simulation}
 * processes run meanwhile, and time moves from timer to timer when nothing else can
 * happen; in a system with real threads it just waits.
 * <p>
 * Each method waits for {@link #LIMIT} at most, unless it says otherwise, in the time of
 * the system. When that is up it throws an {@link AssertionError} that says what it
 * waited for.
 */
public final class Await {

	/** How long is waited unless said otherwise: ten seconds. */
	public static final Duration LIMIT = Duration.ofSeconds(10);

	private static final Duration POLL = Duration.ofMillis(1);

	private Await() {
	}

	/**
	 * Waits until a process has ended.
	 * @param pid the process
	 * @return why it ended; {@code noproc} if it had ended before
	 */
	public static ExitReason down(Pid pid) {
		return down(pid, LIMIT);
	}

	/**
	 * Waits until a process has ended.
	 * @param pid the process
	 * @param limit how long at most
	 * @return why it ended; {@code noproc} if it had ended before
	 */
	public static ExitReason down(Pid pid, Duration limit) {
		AtomicReference<@Nullable ExitReason> reason = new AtomicReference<>();
		Ref monitor = pid.system().onDown(pid, reason::set);
		try {
			return value(pid.system(), pid + " to end", limit, reason::get);
		}
		finally {
			pid.system().cancelOnDown(monitor);
		}
	}

	/**
	 * Waits until somebody has a name.
	 * @param system where
	 * @param name the name
	 * @return who has it
	 */
	public static Pid registered(ProcessSystem system, String name) {
		return value(system, "a process with the name \"" + name + '"', LIMIT, () -> Registry.of(system).whereIs(name));
	}

	/**
	 * Waits until somebody else has a name: a process was restarted.
	 * @param system where
	 * @param name the name
	 * @param before who had the name before
	 * @return who has it now
	 */
	public static Pid restarted(ProcessSystem system, String name, Pid before) {
		return value(system, "a process with the name \"" + name + "\" that is not " + before, LIMIT, () -> {
			Pid now = Registry.of(system).whereIs(name);
			return (now != before) ? now : null;
		});
	}

	/**
	 * Waits until a condition holds. It is looked at again and again, so it should be
	 * quick. It may call servers.
	 * @param system where
	 * @param what the condition in words, for the failure: "waited 10 s for ..."
	 * @param condition the condition
	 */
	public static void until(ProcessSystem system, String what, BooleanSupplier condition) {
		until(system, what, LIMIT, condition);
	}

	/**
	 * Waits until a condition holds, with another limit.
	 * @param system where
	 * @param what the condition in words, for the failure: "waited 10 s for ..."
	 * @param limit how long at most
	 * @param condition the condition
	 */
	public static void until(ProcessSystem system, String what, Duration limit, BooleanSupplier condition) {
		value(system, what, limit, () -> condition.getAsBoolean() ? Boolean.TRUE : null);
	}

	/** Waits for something that is there, or throws. */
	static <T> T value(ProcessSystem system, String what, Duration limit, Supplier<@Nullable T> source) {
		T value = within(system, limit, source);
		if (value == null) {
			throw new AssertionError("waited " + seconds(limit) + " for " + what + ", in vain");
		}
		return value;
	}

	/** Waits for something that may be there; in the end as long as was said. */
	static <T> @Nullable T within(ProcessSystem system, Duration limit, Supplier<@Nullable T> source) {
		long start = system.time().nanoTime();
		int runs = 0;
		while (true) {
			T value = source.get();
			if (value != null) {
				return value;
			}
			Duration left = limit.minusNanos(system.time().nanoTime() - start);
			boolean more = (system.scheduler() instanceof ManualScheduler scheduler) ? simulate(scheduler, left, runs++)
					: pause(left);
			if (!more) {
				return source.get();
			}
		}
	}

	private static boolean simulate(ManualScheduler scheduler, Duration left, int runs) {
		if (scheduler.runOne()) {
			if (runs == Simulation.RESTLESS) {
				throw new AssertionError("after " + runs + " activations processes are still busy, and nothing of what"
						+ " was waited for: does one send to itself, or two to each other, without end?");
			}
			return true;
		}
		if (left.isPositive() && scheduler.advanceToNextEvent(left)) {
			return true;
		}
		if (left.isPositive()) {
			scheduler.advance(left);
		}
		return false;
	}

	private static boolean pause(Duration left) {
		if (Thread.currentThread().isInterrupted()) {
			throw new AssertionError("the test was interrupted while it waited");
		}
		if (!left.isPositive()) {
			return false;
		}
		LockSupport.parkNanos(POLL.toNanos());
		return true;
	}

	static String seconds(Duration duration) {
		return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
	}

}
