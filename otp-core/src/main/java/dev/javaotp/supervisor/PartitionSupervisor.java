package dev.javaotp.supervisor;

import java.util.Objects;

import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartException;
import dev.javaotp.gen.StartResult;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;

/**
 * Several processes of one kind that share the work of one: each key belongs to one of
 * them, its partition, so that what would be a bottleneck as a single process is not.
 *
 * <pre class="code">
 * PartitionSupervisor counters = PartitionSupervisor.start(system,
 *     PartitionSupervisorSpec.of("counters", (partition) -&gt; ChildSpec.server("counter", Counter::new)));
 * ServerRef&lt;Counter&gt; counter = counters.ref("ada");    // always the same one for "ada"
 * </pre>
 *
 * A whole number belongs to the partition that is the remainder of its absolute value,
 * anything else to one that is found by its {@code hashCode}: the same in every JVM for
 * strings, {@code UUID}s and enum constants, and for others as far as their
 * {@code hashCode} is.
 * <p>
 * The processes are the children of a {@link Supervisor}, with the numbers of their
 * partitions as ids. A child may be a server, a {@link DynamicSupervisor}, or anything
 * that a supervisor can start. Finding one asks nobody.
 * <p>
 * An object of this class only addresses a supervisor, by its name; it may be made and
 * thrown away at will, and be used by any thread.
 * <p>
 * Not for processes of which each has a state of its own under a name: those are children
 * of a {@link DynamicSupervisor} in a {@link dev.javaotp.registry.UniqueKeys} registry.
 * Mirrors Elixir's {@code PartitionSupervisor}.
 */
public final class PartitionSupervisor {

	private final ProcessSystem system;

	private final String name;

	/** What a partition is called in messages. */
	private record Target(String supervisor, Object key) {

		@Override
		public String toString() {
			return "for " + this.key + " in " + this.supervisor;
		}

	}

	private PartitionSupervisor(ProcessSystem system, String name) {
		this.system = Objects.requireNonNull(system, "system");
		this.name = Objects.requireNonNull(name, "name");
	}

	/**
	 * Starts a partition supervisor that has no parent, with all its partitions.
	 * @param system where
	 * @param spec what it does
	 * @return the supervisor
	 * @throws StartException if a partition could not be started, see
	 * {@link Supervisor#start(ProcessSystem, SupervisorSpec)}, or if the name is taken
	 */
	public static PartitionSupervisor start(ProcessSystem system, PartitionSupervisorSpec spec) {
		StaticSupervisor.startRoot(system, spec::supervisorSpec).pid();
		return named(system, spec.name());
	}

	/**
	 * Starts a partition supervisor as a child of a process, linked with it.
	 * @param parent the process that starts it
	 * @param spec what it does
	 * @return how it went
	 * @see ChildSpec#partitionSupervisor(String, PartitionSupervisorSpec)
	 */
	public static StartResult startLink(ProcessContext parent, PartitionSupervisorSpec spec) {
		return StaticSupervisor.startRoot(parent, spec::supervisorSpec);
	}

	/**
	 * Addresses a partition supervisor by its registered name, whoever has it at the
	 * time.
	 * @param system where
	 * @param name the name
	 * @return the supervisor
	 */
	public static PartitionSupervisor named(ProcessSystem system, String name) {
		return new PartitionSupervisor(system, name);
	}

	/**
	 * Addresses the server that a key belongs to, found anew for each use. That it speaks
	 * the protocol is taken on trust.
	 * @param <P> the protocol
	 * @param key the key
	 * @return the server; a call says {@code noproc} while there is none
	 */
	public <P> ServerRef<P> ref(Object key) {
		Objects.requireNonNull(key, "key");
		return ServerRef.of(this.system, new Target(this.name, key), () -> whereIs(key));
	}

	/**
	 * Addresses the dynamic supervisor that a key belongs to, found anew for each use.
	 * That it is one, and what its children are started with, is taken on trust.
	 * @param <A> what a child is started with
	 * @param key the key
	 * @return the dynamic supervisor
	 */
	public <A> DynamicSupervisor<A> dynamicSupervisor(Object key) {
		Objects.requireNonNull(key, "key");
		return DynamicSupervisor.of(this.system, new Target(this.name, key), () -> whereIs(key));
	}

	/**
	 * Finds the process that a key belongs to.
	 * @param key the key
	 * @return the process, or {@code null} if there is none now
	 */
	public @Nullable Pid whereIs(Object key) {
		PartitionTable table = PartitionTable.find(this.system, this.name);
		return (table != null) ? table.find(key) : null;
	}

	/**
	 * How many partitions there are.
	 * @return their number, zero while the supervisor does not run
	 */
	public int partitions() {
		PartitionTable table = PartitionTable.find(this.system, this.name);
		return (table != null) ? table.size() : 0;
	}

	/**
	 * The supervisor underneath, whose children are the partitions.
	 * @return the supervisor
	 */
	public Supervisor supervisor() {
		return Supervisor.named(this.system, this.name);
	}

	@Override
	public String toString() {
		return "PartitionSupervisor[" + this.name + "]";
	}

}
