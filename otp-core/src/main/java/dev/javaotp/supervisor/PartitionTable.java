package dev.javaotp.supervisor;

import java.math.BigInteger;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

import dev.javaotp.gen.StartResult;
import dev.javaotp.process.OwnedResource;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;

/**
 * Which process serves which partition of one partition supervisor, so that nobody has to
 * ask the supervisor. It notes each process that is started, and is known by the name of
 * the supervisor from the first start to the end of the supervisor.
 */
final class PartitionTable implements OwnedResource {

	private final ProcessContext supervisor;

	private final String name;

	// written by the supervisor, read by anybody
	private final AtomicReferenceArray<@Nullable Pid> pids;

	private boolean known;

	/** The tables of all partition supervisors of a system. */
	private static final class All {

		final ConcurrentHashMap<String, PartitionTable> byName = new ConcurrentHashMap<>();

	}

	PartitionTable(ProcessContext supervisor, PartitionSupervisorSpec spec) {
		this.supervisor = supervisor;
		this.name = spec.name();
		this.pids = new AtomicReferenceArray<>(spec.partitions());
	}

	static @Nullable PartitionTable find(ProcessSystem system, String name) {
		return all(system).byName.get(name);
	}

	private static All all(ProcessSystem system) {
		return system.attachment(All.class, All::new);
	}

	int size() {
		return this.pids.length();
	}

	@Nullable Pid find(Object key) {
		Pid pid = this.pids.get(route(key, size()));
		return (pid != null && pid.isAlive()) ? pid : null;
	}

	/**
	 * Which partition a key belongs to: whole numbers by their remainder, anything else
	 * by its hash code, whose bits are mixed, since those of similar keys are similar.
	 */
	static int route(Object key, int partitions) {
		return switch (key) {
			case Byte number -> Math.abs(number % partitions);
			case Short number -> Math.abs(number % partitions);
			case Integer number -> Math.abs(number % partitions);
			case Long number -> (int) Math.abs(number % partitions);
			case BigInteger number -> number.remainder(BigInteger.valueOf(partitions)).abs().intValue();
			// the hash code of a constant differs from one run to the next
			case Enum<?> constant -> Math.floorMod(mix(constant.name().hashCode()), partitions);
			default -> Math.floorMod(mix(key.hashCode()), partitions);
		};
	}

	private static int mix(int hash) {
		int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
		mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
		return mixed ^ (mixed >>> 16);
	}

	// --- by the supervisor

	/** The child of a partition, whose process is entered here when it is started. */
	ChildSpec entered(int partition, ChildSpec spec) {
		ChildStart start = switch (spec.start()) {
			case LinkedChildStart linked ->
				ChildStart.linked((parent) -> enter(partition, linked.start().startLink(parent)));
			case NestedChildStart nested ->
				new NestedChildStart((parent, place) -> enter(partition, nested.start().start(parent, place)));
			case CallingChildStart calling -> ChildStart.calling((parent) -> {
				StartResult result = calling.function().start(parent);
				if (result instanceof StartResult.Started started) {
					enter(partition, started.pid());
				}
				return result;
			});
		};
		return new ChildSpec(Integer.toString(partition), start, spec.restart(), spec.shutdown(), spec.significant(),
				spec.type(), spec.startTimeout());
	}

	private Pid enter(int partition, Pid pid) {
		this.pids.set(partition, pid);
		if (!this.known) {
			// not before: only now it is certain that no other supervisor has the name
			this.known = true;
			all(pid.system()).byName.put(this.name, this);
			if (!pid.system().own(this.supervisor.self(), this)) {
				release(this.supervisor.self());
			}
		}
		return pid;
	}

	@Override
	public void release(Pid owner) {
		all(owner.system()).byName.remove(this.name, this);
	}

}
