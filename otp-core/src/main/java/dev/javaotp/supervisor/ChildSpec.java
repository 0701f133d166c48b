package dev.javaotp.supervisor;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.statem.GenStatem;
import org.jspecify.annotations.Nullable;

/**
 * How a child is started, restarted and stopped. Immutable; refined with the {@code with}
 * methods. Mirrors OTP's child specification.
 *
 * @param id what the child is known by in its supervisor: at least one character, no
 * {@code /}
 * @param start starts it; called again for each restart
 * @param restart when it is restarted
 * @param shutdown how it is stopped
 * @param significant whether its end may end its supervisor, see {@link AutoShutdown}
 * @param type what it is
 * @param startTimeout how long its start may take before it is killed and the start has
 * failed with {@code timeout}; {@code null} for no limit
 */
public record ChildSpec(String id, ChildStart start, Restart restart, Shutdown shutdown, boolean significant,
		ChildType type, @Nullable Duration startTimeout) {

	/** How long the start of a worker may take unless said otherwise: 30 seconds. */
	public static final Duration DEFAULT_START_TIMEOUT = Duration.ofSeconds(30);

	/**
	 * Checks what can be checked of a child alone.
	 * @throws InvalidSpecException if the id cannot be
	 */
	public ChildSpec {
		Objects.requireNonNull(start, "start");
		Objects.requireNonNull(restart, "restart");
		Objects.requireNonNull(shutdown, "shutdown");
		Objects.requireNonNull(type, "type");
		InvalidSpecException.checkName("id of a child", id);
		if (startTimeout != null && !startTimeout.isPositive()) {
			throw InvalidSpecException.invalidStartTimeout(id, startTimeout);
		}
	}

	/**
	 * A worker: permanent, given 30 seconds to start and 5 to stop.
	 * @param id what it is known by
	 * @param start starts it
	 * @return the specification
	 */
	public static ChildSpec worker(String id, ChildStart start) {
		return new ChildSpec(id, start, Restart.PERMANENT, Shutdown.WORKER_DEFAULT,
				/* significant= */ false, ChildType.WORKER, DEFAULT_START_TIMEOUT);
	}

	/**
	 * A worker that is a server, without a registered name.
	 * @param id what it is known by
	 * @param server makes the server, a new one for each start
	 * @return the specification
	 */
	public static ChildSpec server(String id, Supplier<? extends GenServer<?, ?, ?>> server) {
		return server(id, server, StartOptions.DEFAULTS);
	}

	/**
	 * A worker that is a server.
	 * @param id what it is known by
	 * @param server makes the server, a new one for each start
	 * @param options how the process is started; a registered name, say
	 * @return the specification
	 */
	public static ChildSpec server(String id, Supplier<? extends GenServer<?, ?, ?>> server, StartOptions options) {
		return worker(id, ChildStart.server(server, options));
	}

	/**
	 * A worker that is a state machine.
	 * @param id what it is known by
	 * @param machine makes the machine, a new one for each start
	 * @param options how the process is started; a registered name, say
	 * @return the specification
	 */
	public static ChildSpec statem(String id, Supplier<? extends GenStatem<?, ?, ?, ?>> machine, StartOptions options) {
		return worker(id, ChildStart.linked(GenStatem.linkedStart(machine, options)));
	}

	/**
	 * A supervisor below this one: permanent, given as long as it takes to start and to
	 * stop, since its children have limits of their own.
	 * @param id what it is known by
	 * @param spec what it does
	 * @return the specification
	 */
	public static ChildSpec supervisor(String id, SupervisorSpec spec) {
		return supervisor(id, () -> spec);
	}

	/**
	 * A supervisor below this one, whose specification is made anew for each start: as in
	 * OTP, where {@code init} of a supervisor is called for each start. When that fails
	 * so does the start.
	 * @param id what it is known by
	 * @param spec makes the specification; must be free of side effects
	 * @return the specification
	 */
	public static ChildSpec supervisor(String id, Supplier<SupervisorSpec> spec) {
		return ofSupervisor(id, ChildStart.supervisor(spec));
	}

	/**
	 * A dynamic supervisor below this one: permanent, given as long as it takes to start
	 * and to stop.
	 * @param id what it is known by
	 * @param spec what it does
	 * @return the specification
	 */
	public static ChildSpec dynamicSupervisor(String id, DynamicSupervisorSpec<?> spec) {
		return dynamicSupervisor(id, () -> spec);
	}

	/**
	 * A dynamic supervisor below this one, whose specification is made anew for each
	 * start.
	 * @param id what it is known by
	 * @param spec makes the specification; must be free of side effects
	 * @return the specification
	 */
	public static ChildSpec dynamicSupervisor(String id, Supplier<? extends DynamicSupervisorSpec<?>> spec) {
		return ofSupervisor(id, ChildStart.dynamicSupervisor(spec));
	}

	/**
	 * A partition supervisor below this one: permanent, given as long as it takes to
	 * start and to stop.
	 * @param id what it is known by
	 * @param spec what it does
	 * @return the specification
	 */
	public static ChildSpec partitionSupervisor(String id, PartitionSupervisorSpec spec) {
		return supervisor(id, spec::supervisorSpec);
	}

	private static ChildSpec ofSupervisor(String id, ChildStart start) {
		return new ChildSpec(id, start, Restart.PERMANENT, Shutdown.infinity(),
				/* significant= */ false, ChildType.SUPERVISOR, null);
	}

	/**
	 * Returns this with another id.
	 * @param id what it is known by
	 * @return the refined specification
	 */
	public ChildSpec withId(String id) {
		return new ChildSpec(id, this.start, this.restart, this.shutdown, this.significant, this.type,
				this.startTimeout);
	}

	/**
	 * Returns this with another restart type.
	 * @param restart when it is restarted
	 * @return the refined specification
	 */
	public ChildSpec withRestart(Restart restart) {
		return new ChildSpec(this.id, this.start, restart, this.shutdown, this.significant, this.type,
				this.startTimeout);
	}

	/**
	 * Returns this with another shutdown.
	 * @param shutdown how it is stopped
	 * @return the refined specification
	 */
	public ChildSpec withShutdown(Shutdown shutdown) {
		return new ChildSpec(this.id, this.start, this.restart, shutdown, this.significant, this.type,
				this.startTimeout);
	}

	/**
	 * Returns this as a significant child, or not. Only a transient or temporary child
	 * under a supervisor with automatic shutdown may be significant.
	 * @param significant whether its end may end its supervisor
	 * @return the refined specification
	 */
	public ChildSpec withSignificant(boolean significant) {
		return new ChildSpec(this.id, this.start, this.restart, this.shutdown, significant, this.type,
				this.startTimeout);
	}

	/**
	 * Returns this with another limit for its start.
	 * @param startTimeout how long its start may take, or {@code null} for no limit
	 * @return the refined specification
	 */
	public ChildSpec withStartTimeout(@Nullable Duration startTimeout) {
		return new ChildSpec(this.id, this.start, this.restart, this.shutdown, this.significant, this.type,
				startTimeout);
	}

	/** Checks what can only be checked where the child is to be: in OTP's order. */
	void checkUnder(String supervisor, AutoShutdown autoShutdown) {
		if (this.significant && autoShutdown == AutoShutdown.NEVER) {
			throw InvalidSpecException.significantButNeverShutDown(supervisor, this.id);
		}
		if (this.significant && this.restart == Restart.PERMANENT) {
			throw InvalidSpecException.significantButPermanent(this.id);
		}
	}

}
