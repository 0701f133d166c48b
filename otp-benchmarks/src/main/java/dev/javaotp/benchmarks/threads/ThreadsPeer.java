package dev.javaotp.benchmarks.threads;

import java.util.EnumMap;
import java.util.Map;

import dev.javaotp.benchmarks.peer.Measurement;
import dev.javaotp.benchmarks.peer.Peer;
import dev.javaotp.benchmarks.work.Work;

/**
 * Virtual threads, each with a queue of its own, as the JDK has them: with one carrier
 * thread per processor. Nobody supervises a thread, so those works are left out.
 */
public final class ThreadsPeer implements Peer {

	@Override
	public Map<Work, Measurement> works() {
		Map<Work, Measurement> works = new EnumMap<>(Work.class);
		works.put(Work.PING_PONG, (size) -> PingPong.run(1, size));
		works.put(Work.PAIRS, (size) -> PingPong.run(1_000, size));
		works.put(Work.RING, Ring::run);
		works.put(Work.MANY_TO_ONE, Fan::in);
		works.put(Work.ONE_TO_MANY, Fan::out);
		works.put(Work.SKYNET, Skynet::run);
		works.put(Work.COUNT, Count::run);
		works.put(Work.FORK_JOIN_CREATE, ForkJoin::create);
		works.put(Work.FORK_JOIN_THROUGHPUT, ForkJoin::throughput);
		works.put(Work.BIG, Big::run);
		works.put(Work.CHAMENEOS, Chameneos::run);
		works.put(Work.CALL_FROM_PROCESS, (size) -> Calls.fromActor(size, 50));
		works.put(Work.CALL_FROM_PROCESS_P99, (size) -> Calls.fromActor(size, 99));
		works.put(Work.CALL_FROM_THREAD, (size) -> Calls.fromPlatformThread(size, 50));
		works.put(Work.CALL_FROM_THREAD_P99, (size) -> Calls.fromPlatformThread(size, 99));
		works.put(Work.CALL_FROM_VIRTUAL_THREAD, (size) -> Calls.fromVirtualThread(size, 50));
		works.put(Work.CALL_FROM_VIRTUAL_THREAD_P99, (size) -> Calls.fromVirtualThread(size, 99));
		works.put(Work.CAST, Count::run);
		works.put(Work.SPAWN, Spawn::run);
		works.put(Work.TIMERS, Timers::run);
		works.put(Work.MEMORY_BARE, Memory::idle);
		works.put(Work.OTHERS_WHILE_BLOCKED, BusyNeighbours::whileBlocked);
		works.put(Work.BLOCKERS_DONE, BusyNeighbours::blockersDone);
		works.put(Work.OTHERS_WHILE_SPINNING, BusyNeighbours::whileSpinning);
		works.put(Work.FOREIGN_VIRTUAL_THREAD, BusyNeighbours::foreignThread);
		works.put(Work.MAILBOX_MEMORY, Memory::mailbox);
		works.put(Work.MAILBOX_DEPTH, Memory::depth);
		return works;
	}

	@Override
	public String description() {
		return "virtual threads of Java " + Runtime.version().feature() + ", each with a LinkedTransferQueue";
	}

	@Override
	public void close() {
		// threads end with the work that started them
	}

}
