package dev.javaotp.test;

import java.util.List;
import java.util.stream.Collectors;

import dev.javaotp.process.CrashReport;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The failure of a {@link SimulationTest}: what failed, with which seed, how to see it
 * again, and which processes had crashed by then.
 */
final class SimulationFailedError extends AssertionFailedError {

	private static final int CRASHES = 5;

	private SimulationFailedError(String message, Throwable cause) {
		super(message, cause);
	}

	// with what tools compare
	private SimulationFailedError(String message, AssertionFailedError cause) {
		super(message, cause.getExpected(), cause.getActual(), cause);
	}

	/** Returns what is to be thrown instead. */
	static Throwable of(Simulation simulation, Throwable thrown) {
		if (thrown instanceof TestAbortedException || thrown instanceof SimulationFailedError) {
			return thrown;
		}
		String message = (thrown.getMessage() != null) ? thrown.getMessage() : thrown.getClass().getName();
		message += "\n\nThis was seed " + simulation.seed() + ". To run it alone: @SimulationTest(seed = "
				+ simulation.seed() + "), or -D" + SimulationTest.SEED_PROPERTY + "=" + simulation.seed()
				+ crashes(simulation);
		SimulationFailedError error = (thrown instanceof AssertionFailedError failed && failed.isExpectedDefined()
				&& failed.isActualDefined()) ? new SimulationFailedError(message, failed)
						: new SimulationFailedError(message, thrown);
		error.setStackTrace(thrown.getStackTrace());
		return error;
	}

	private static String crashes(Simulation simulation) {
		List<CrashReport> crashes = simulation.reports(CrashReport.class);
		if (crashes.isEmpty()) {
			return "";
		}
		String last = crashes.stream()
			.skip(Math.max(0, crashes.size() - CRASHES))
			.map((crash) -> "\n  " + crash.pid() + " (" + crash.kind() + "): " + crash.reason())
			.collect(Collectors.joining());
		return "\nProcesses that had crashed by then" + ((crashes.size() > CRASHES) ? ", the last of them:" : ":")
				+ last;
	}

}
