package dev.javaotp.spring.process;

import java.util.Optional;

import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.supervisor.PartitionSupervisor;
import org.jspecify.annotations.Nullable;

/**
 * A partition supervisor of the tree, to be injected: finds the process that a key
 * belongs to. Keeps working across restarts of the processes and of the supervisor.
 *
 * <pre class="code">
 * Carts(PartitionedRef&lt;Cart&gt; carts) …
 *
 * carts.ref(customer).call(new Add(article));
 * </pre>
 *
 * What is injected is found by the class of the process bean, or by {@code @Qualifier}
 * with the name of the partition supervisor; with that of the process bean if the
 * configuration does not mention it.
 * <p>
 * May be used by any thread; nothing here asks or waits. Not for processes of which each
 * has a state of its own under a key: those are started on demand, see
 * {@link DynamicSupervisorRef}.
 *
 * @param <P> the protocol, the class of the process bean
 */
public final class PartitionedRef<P> {

	private final ProcessSystem system;

	private final ProcessDirectory directory;

	private final String name;

	PartitionedRef(ProcessSystem system, String name) {
		this.system = system;
		this.directory = ProcessDirectory.of(system);
		this.name = name;
	}

	/**
	 * Refers to the process that a key belongs to, found for each use. A whole number
	 * belongs to the partition that is the remainder of its absolute value, anything else
	 * to one that is found by its {@code hashCode}.
	 * @param key the key
	 * @return the reference; a call says {@code noproc} while there is no such process
	 */
	public ServerRef<P> ref(Object key) {
		return ServerRef.of(this.system, this.directory.target(this.name + "[" + key + "]"), () -> whereIs(key));
	}

	/**
	 * Finds the process that a key belongs to.
	 * @param key the key
	 * @return the process; empty if there is none, or if it is just being restarted
	 */
	public Optional<Pid> find(Object key) {
		return Optional.ofNullable(whereIs(key));
	}

	private @Nullable Pid whereIs(Object key) {
		return supervisor().whereIs(key);
	}

	/**
	 * How many partitions there are. They are numbered from zero, and a number that is
	 * less belongs, as a key, to the partition that has it: so each can be asked.
	 * @return the number, zero while the supervisor does not run
	 */
	public int partitions() {
		return supervisor().partitions();
	}

	private PartitionSupervisor supervisor() {
		return PartitionSupervisor.named(this.system, this.directory.partitionSupervisor(this.name));
	}

	@Override
	public String toString() {
		return "PartitionedRef[" + this.name + "]";
	}

}
