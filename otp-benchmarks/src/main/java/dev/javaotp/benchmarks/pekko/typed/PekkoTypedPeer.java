package dev.javaotp.benchmarks.pekko.typed;

import java.util.EnumMap;
import java.util.Map;

import com.typesafe.config.ConfigFactory;
import dev.javaotp.benchmarks.peer.Measurement;
import dev.javaotp.benchmarks.peer.Peer;
import dev.javaotp.benchmarks.work.Work;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Apache Pekko with typed actors, set up by {@code pekko.conf} like the classic ones, and
 * with the same work left out.
 */
public final class PekkoTypedPeer implements Peer {

	private final ActorSystem<Stage.Task> system = ActorSystem.create(Stage.parent(), "benchmarks",
			ConfigFactory.load("pekko"));

	@Override
	public Map<Work, Measurement> works() {
		Map<Work, Measurement> works = new EnumMap<>(Work.class);
		works.put(Work.PING_PONG, (size) -> PingPong.run(this.system, 1, size));
		works.put(Work.PAIRS, (size) -> PingPong.run(this.system, 1_000, size));
		works.put(Work.RING, (size) -> Ring.run(this.system, size));
		works.put(Work.MANY_TO_ONE, (size) -> Fan.in(this.system, size));
		works.put(Work.ONE_TO_MANY, (size) -> Fan.out(this.system, size));
		works.put(Work.SKYNET, (size) -> Skynet.run(this.system, size));
		works.put(Work.COUNT, (size) -> Count.run(this.system, size));
		works.put(Work.FORK_JOIN_CREATE, (size) -> ForkJoin.create(this.system, size));
		works.put(Work.FORK_JOIN_THROUGHPUT, (size) -> ForkJoin.throughput(this.system, size));
		works.put(Work.BIG, (size) -> Big.run(this.system, size));
		works.put(Work.CHAMENEOS, (size) -> Chameneos.run(this.system, size));
		works.put(Work.CALL_FROM_PROCESS, (size) -> Calls.fromActor(this.system, size, 50));
		works.put(Work.CALL_FROM_PROCESS_P99, (size) -> Calls.fromActor(this.system, size, 99));
		works.put(Work.CALL_FROM_THREAD, (size) -> Calls.fromPlatformThread(this.system, size, 50));
		works.put(Work.CALL_FROM_THREAD_P99, (size) -> Calls.fromPlatformThread(this.system, size, 99));
		works.put(Work.CALL_FROM_VIRTUAL_THREAD, (size) -> Calls.fromVirtualThread(this.system, size, 50));
		works.put(Work.CALL_FROM_VIRTUAL_THREAD_P99, (size) -> Calls.fromVirtualThread(this.system, size, 99));
		works.put(Work.CAST, (size) -> Count.run(this.system, size));
		works.put(Work.SPAWN, (size) -> Spawn.run(this.system, size));
		works.put(Work.START_CHILD, (size) -> StartChild.run(this.system, size));
		works.put(Work.RESTART, (size) -> Restart.oneForOne(this.system, size));
		works.put(Work.ONE_FOR_ALL, (size) -> Restart.oneForAll(this.system, size));
		works.put(Work.STOP_TREE, (size) -> Server.stop(this.system, size));
		works.put(Work.TIMERS, (size) -> Timers.run(this.system, size));
		works.put(Work.MEMORY_SUPERVISED, (size) -> Memory.supervised(this.system, size));
		works.put(Work.MEMORY_BARE, (size) -> Memory.bare(this.system, size));
		works.put(Work.MEMORY_NAMED, (size) -> Memory.named(this.system, size));
		works.put(Work.OTHERS_WHILE_BLOCKED, (size) -> BusyNeighbours.whileBlocked(this.system, size));
		works.put(Work.BLOCKERS_DONE, (size) -> BusyNeighbours.blockersDone(this.system, size));
		works.put(Work.OTHERS_WHILE_SPINNING, (size) -> BusyNeighbours.whileSpinning(this.system, size));
		works.put(Work.FOREIGN_VIRTUAL_THREAD, (size) -> BusyNeighbours.foreignThread(this.system, size));
		works.put(Work.MAILBOX_MEMORY, (size) -> Memory.mailbox(this.system, size));
		return works;
	}

	@Override
	public String description() {
		return "Apache Pekko " + org.apache.pekko.actor.ActorSystem.Version()
				+ ", typed, throughput 256, one thread per processor";
	}

	@Override
	public void close() {
		this.system.terminate();
		this.system.getWhenTerminated().toCompletableFuture().join();
	}

}
