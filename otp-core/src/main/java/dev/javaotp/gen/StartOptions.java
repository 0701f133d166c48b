package dev.javaotp.gen;

import java.time.Duration;
import java.util.List;

import dev.javaotp.process.SpawnOptions;
import dev.javaotp.scheduler.Execution;
import org.jspecify.annotations.Nullable;

/**
 * How a behaviour is started. Immutable; refined with the {@code with} methods.
 *
 * @param name the name to register, before {@code init}, or {@code null}
 * @param timeout how long {@code init} may take, or {@code null} without limit; only for
 * starts that wait
 * @param spawn how the process is spawned
 * @param debug what watches the process from its start
 */
public record StartOptions(@Nullable String name, @Nullable Duration timeout, SpawnOptions spawn,
		List<DebugOption> debug) {

	/** No name, no limit, a default process. */
	public static final StartOptions DEFAULTS = new StartOptions(null, null, SpawnOptions.DEFAULTS, List.of());

	public StartOptions {
		debug = List.copyOf(debug);
	}

	/**
	 * Returns options with a name and defaults otherwise.
	 * @param name the name to register
	 * @return the options
	 */
	public static StartOptions named(String name) {
		return DEFAULTS.withName(name);
	}

	/**
	 * Returns these options with a name.
	 * @param name the name to register, or {@code null} for none
	 * @return the refined options
	 */
	public StartOptions withName(@Nullable String name) {
		return new StartOptions(name, this.timeout, this.spawn, this.debug);
	}

	/**
	 * Returns these options with a limit for {@code init}: when the time is up the
	 * process is killed and the start fails with {@code timeout}.
	 * @param timeout the limit, or {@code null} for none
	 * @return the refined options
	 */
	public StartOptions withTimeout(@Nullable Duration timeout) {
		return new StartOptions(this.name, timeout, this.spawn, this.debug);
	}

	/**
	 * Returns these options with other options for the process.
	 * @param spawn how the process is spawned
	 * @return the refined options
	 */
	public StartOptions withSpawn(SpawnOptions spawn) {
		return new StartOptions(this.name, this.timeout, spawn, this.debug);
	}

	/**
	 * Returns these options for a process that is watched from its first moment, before
	 * {@code init}.
	 * @param debug what watches it; nothing to watch nothing
	 * @return the refined options
	 * @see Sys
	 */
	public StartOptions withDebug(DebugOption... debug) {
		return new StartOptions(this.name, this.timeout, this.spawn, List.of(debug));
	}

	/**
	 * Returns these options for a process that traps exits from its first moment: an exit
	 * of its parent then runs {@code terminate}.
	 * @return the refined options
	 */
	public StartOptions withTrapExits() {
		return withSpawn(this.spawn.withTrapExits());
	}

	/**
	 * Returns these options with a label for people.
	 * @param label the label
	 * @return the refined options
	 */
	public StartOptions withLabel(@Nullable String label) {
		return withSpawn(this.spawn.withLabel(label));
	}

	/**
	 * Returns these options with another execution.
	 * @param execution what is known about the code
	 * @return the refined options
	 */
	public StartOptions withExecution(Execution execution) {
		return withSpawn(this.spawn.withExecution(execution));
	}

}
