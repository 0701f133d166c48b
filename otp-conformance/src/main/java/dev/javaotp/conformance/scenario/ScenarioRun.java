package dev.javaotp.conformance.scenario;

import dev.javaotp.process.CrashReport;
import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitException;
import dev.javaotp.process.ProcessKilledError;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.ThrownValue;
import dev.javaotp.scheduler.ManualScheduler;
import org.jspecify.annotations.Nullable;

/**
 * One run of one scenario, on a process system of its own. Everything happens on a manual
 * scheduler: in an order that is drawn from a seed, in time that passes only when nothing
 * else can happen. So the trace must not depend on the seed, and a run takes no longer
 * than the work there is to do.
 * <p>
 * For one thread, and to be run once. The fields of a run need no locks: processes read
 * and write them, but the scheduler runs only one at a time.
 */
public abstract class ScenarioRun implements AutoCloseable {

	/** What is to be done. */
	protected final Fields scenario;

	/** Who says what runs next, and what time it is. */
	protected final ManualScheduler scheduler;

	/** The processes of the scenario. */
	protected final ProcessSystem system;

	private @Nullable Throwable mistake;

	/**
	 * Creates a run.
	 * @param scenario what is to be done
	 * @param seed what the order of the processes is drawn from
	 */
	protected ScenarioRun(Fields scenario, long seed) {
		this.scenario = scenario;
		this.scheduler = new ManualScheduler(seed);
		this.system = ProcessSystem.builder().scheduler(this.scheduler).reportListener(this::reported).build();
	}

	/**
	 * Runs the scenario.
	 * @return its trace
	 * @throws InvalidScenarioException if a part of the scenario is not what it has to be
	 * @throws IllegalStateException if a process has failed with an exception that no
	 * scenario asks for
	 */
	public final Object trace() {
		Object trace = run();
		InvalidScenarioException problem = this.scenario.problem();
		if (problem != null) {
			throw problem;
		}
		if (this.mistake != null) {
			throw new IllegalStateException("a process failed as no scenario can ask for: " + this.mistake,
					this.mistake);
		}
		return trace;
	}

	/**
	 * Does what the scenario says.
	 * @return the trace
	 */
	protected abstract Object run();

	/**
	 * Told what processes report.
	 * @param report the report
	 */
	protected void report(Object report) {
	}

	private void reported(Object report) {
		if (report instanceof CrashReport crash && this.mistake == null && !isErlangs(crash.thrown())) {
			this.mistake = crash.thrown();
		}
		report(report);
	}

	private static boolean isErlangs(Throwable thrown) {
		return thrown instanceof ErlangError || thrown instanceof ExitException || thrown instanceof ThrownValue
				|| thrown instanceof ProcessKilledError;
	}

	@Override
	public final void close() {
		this.system.close();
	}

}
