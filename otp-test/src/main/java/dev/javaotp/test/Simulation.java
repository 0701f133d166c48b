package dev.javaotp.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ManualScheduler;

/**
 * A system for a test: its processes run one at a time, in an order drawn from a seed,
 * and only when the test lets them; its time stands still unless the test moves it. The
 * same test with the same seed goes the same way again.
 * <p>
 * Processes run while the test waits for something: in {@link #settle()} and
 * {@link #advance(Duration)}, in a call to a server, in {@link Await} and {@link Probe}.
 * A wait moves time from timer to timer when nothing else can happen, and never longer
 * than its own limit; one that cannot end fails at once.
 * <p>
 * What processes do outside, with threads of their own or with the clock of the machine,
 * is not simulated. Nor does this find what is wrong with memory shared between threads:
 * in here there is but one at a time.
 * <p>
 * For one test thread. Closing it ends all processes.
 *
 * @see SimulationTest
 */
public final class Simulation implements AutoCloseable {

	/**
	 * How many activations of processes {@link #settle()} takes for a loop without end.
	 */
	static final int RESTLESS = 1_000_000;

	private final long seed;

	private final int restless;

	private final Random random;

	private final ManualScheduler scheduler;

	private final List<Object> reports = Collections.synchronizedList(new ArrayList<>());

	private final ProcessSystem system;

	/**
	 * Starts a simulation.
	 * @param seed what the order is drawn from
	 */
	public Simulation(long seed) {
		this(seed, RESTLESS);
	}

	Simulation(long seed, int restless) {
		this.seed = seed;
		this.restless = restless;
		this.random = new Random(seed);
		this.scheduler = new ManualScheduler(seed);
		this.system = ProcessSystem.builder().scheduler(this.scheduler).reportListener(this.reports::add).build();
	}

	/**
	 * What the order is drawn from.
	 * @return the seed
	 */
	public long seed() {
		return this.seed;
	}

	/**
	 * For what the test itself wants to vary: made from the seed, too, and used by nobody
	 * else.
	 * @return the random numbers
	 */
	public Random random() {
		return this.random;
	}

	/**
	 * Where the processes live.
	 * @return the system
	 */
	public ProcessSystem system() {
		return this.system;
	}

	/**
	 * Lets processes run until none has anything to do. Time stands still.
	 * @throws AssertionError if they go on and on
	 */
	public void settle() {
		if (this.scheduler.run(this.restless) == this.restless) {
			throw new AssertionError("after " + this.restless + " activations processes are still busy (seed "
					+ this.seed + "): does one send to itself, or two to each other, without end?");
		}
	}

	/**
	 * Lets one process, drawn among those that have something to do, run for one
	 * activation.
	 * @return whether there was one
	 */
	public boolean step() {
		return this.scheduler.runOne();
	}

	/**
	 * Moves time: each timer goes off at its moment, and processes run until none has
	 * anything to do before time goes on.
	 * @param duration how far
	 */
	public void advance(Duration duration) {
		settle();
		this.scheduler.advance(duration);
	}

	/**
	 * How far time has moved since the start.
	 * @return the time
	 */
	public Duration elapsed() {
		return Duration.ofNanos(this.scheduler.time().nanoTime());
	}

	/**
	 * What has been reported so far: crashes, ends of children, restarts.
	 * @return the reports in the order of the events
	 */
	public List<Object> reports() {
		synchronized (this.reports) {
			return List.copyOf(this.reports);
		}
	}

	/**
	 * What has been reported so far, of one kind.
	 * @param <T> the kind
	 * @param type its class, {@link dev.javaotp.process.CrashReport} for example
	 * @return these reports in the order of the events
	 */
	public <T> List<T> reports(Class<T> type) {
		return reports().stream().filter(type::isInstance).map(type::cast).toList();
	}

	/** Ends all processes. */
	@Override
	public void close() {
		this.system.close();
	}

	@Override
	public String toString() {
		return "Simulation[seed " + this.seed + "]";
	}

}
