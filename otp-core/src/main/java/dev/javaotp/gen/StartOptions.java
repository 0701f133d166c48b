package dev.javaotp.gen;

import java.time.Duration;
import java.util.List;

import dev.javaotp.process.MailboxLimit;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;
import dev.javaotp.registry.Registry;
import dev.javaotp.registry.Via;
import dev.javaotp.scheduler.Execution;
import org.jspecify.annotations.Nullable;

/**
 * How a behaviour is started. Immutable; refined with the {@code with} methods.
 *
 * @param name the name to register, before {@code init}, or {@code null}
 * @param via where else to register, before {@code init}, or {@code null}; a process is
 * started with a name or with this
 * @param timeout how long {@code init} may take, or {@code null} without limit; only for
 * starts that wait
 * @param spawn how the process is spawned
 * @param debug what watches the process from its start
 */
public record StartOptions(@Nullable String name, @Nullable Via via, @Nullable Duration timeout, SpawnOptions spawn,
		List<DebugOption> debug) {

	/** No name, no limit, a default process. */
	public static final StartOptions DEFAULTS = new StartOptions(null, null, null, SpawnOptions.DEFAULTS, List.of());

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
	 * Returns these options with a name, in place of whatever was to be registered.
	 * @param name the name to register, or {@code null} for none
	 * @return the refined options
	 */
	public StartOptions withName(@Nullable String name) {
		return new StartOptions(name, null, this.timeout, this.spawn, this.debug);
	}

	/**
	 * Returns options with another place to register, a key of a registry say, and
	 * defaults otherwise.
	 * @param via where to register
	 * @return the options
	 */
	public static StartOptions via(Via via) {
		return DEFAULTS.withVia(via);
	}

	/**
	 * Returns these options with another place to register instead of a name.
	 * @param via where to register, or {@code null}
	 * @return the refined options
	 */
	public StartOptions withVia(@Nullable Via via) {
		return new StartOptions(null, via, this.timeout, this.spawn, this.debug);
	}

	/**
	 * Returns these options with a limit for {@code init}: when the time is up the
	 * process is killed and the start fails with {@code timeout}.
	 * @param timeout the limit, or {@code null} for none
	 * @return the refined options
	 */
	public StartOptions withTimeout(@Nullable Duration timeout) {
		return new StartOptions(this.name, this.via, timeout, this.spawn, this.debug);
	}

	/**
	 * Returns these options with other options for the process.
	 * @param spawn how the process is spawned
	 * @return the refined options
	 */
	public StartOptions withSpawn(SpawnOptions spawn) {
		return new StartOptions(this.name, this.via, this.timeout, spawn, this.debug);
	}

	/**
	 * Returns these options for a process that is watched from its first moment, before
	 * {@code init}.
	 * @param debug what watches it; nothing to watch nothing
	 * @return the refined options
	 * @see Sys
	 */
	public StartOptions withDebug(DebugOption... debug) {
		return new StartOptions(this.name, this.via, this.timeout, this.spawn, List.of(debug));
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

	/**
	 * Returns these options for a process whose mailbox has a limit.
	 * @param limit the limit, or {@code null} for none
	 * @return the refined options
	 */
	public StartOptions withMailboxLimit(@Nullable MailboxLimit limit) {
		return withSpawn(this.spawn.withMailboxLimit(limit));
	}

	/** Where a process of a system is to be registered. */
	@Nullable Via place(ProcessSystem system) {
		return (this.name != null) ? Registry.of(system).via(this.name) : this.via;
	}

}
