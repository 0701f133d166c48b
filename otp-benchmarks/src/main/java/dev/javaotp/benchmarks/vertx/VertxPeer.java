package dev.javaotp.benchmarks.vertx;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadFactory;

import dev.javaotp.benchmarks.peer.Measurement;
import dev.javaotp.benchmarks.peer.Peer;
import dev.javaotp.benchmarks.work.Work;
import io.vertx.core.Vertx;

/**
 * The event bus of Vert.x. A process is a consumer with an address of its own; one that
 * ends is unregistered.
 */
public final class VertxPeer implements Peer {

	private final EventLoops loops = new EventLoops();

	@Override
	public Map<Work, Measurement> works() {
		Map<Work, Measurement> works = new EnumMap<>(Work.class);
		works.put(Work.PING_PONG, (size) -> PingPong.run(this.loops, 1, size));
		works.put(Work.PAIRS, (size) -> PingPong.run(this.loops, 1_000, size));
		works.put(Work.RING, (size) -> Ring.run(this.loops, size));
		works.put(Work.MANY_TO_ONE, (size) -> Fan.in(this.loops, size));
		works.put(Work.ONE_TO_MANY, (size) -> Fan.out(this.loops, size));
		works.put(Work.SKYNET, (size) -> Skynet.run(this.loops, size));
		works.put(Work.COUNT, (size) -> Count.run(this.loops, size));
		works.put(Work.FORK_JOIN_CREATE, (size) -> ForkJoin.create(this.loops, size));
		works.put(Work.FORK_JOIN_THROUGHPUT, (size) -> ForkJoin.throughput(this.loops, size));
		works.put(Work.BIG, (size) -> Big.run(this.loops, size));
		works.put(Work.CHAMENEOS, (size) -> Chameneos.run(this.loops, size));
		works.put(Work.CALL_FROM_PROCESS, (size) -> Calls.fromConsumer(this.loops, size, 50));
		works.put(Work.CALL_FROM_PROCESS_P99, (size) -> Calls.fromConsumer(this.loops, size, 99));
		works.put(Work.CALL_FROM_THREAD, fromThread(Thread.ofPlatform().factory(), 50));
		works.put(Work.CALL_FROM_THREAD_P99, fromThread(Thread.ofPlatform().factory(), 99));
		works.put(Work.CALL_FROM_VIRTUAL_THREAD, fromThread(Thread.ofVirtual().factory(), 50));
		works.put(Work.CALL_FROM_VIRTUAL_THREAD_P99, fromThread(Thread.ofVirtual().factory(), 99));
		works.put(Work.CAST, (size) -> Count.run(this.loops, size));
		works.put(Work.SPAWN, (size) -> Spawn.run(this.loops, size));
		works.put(Work.START_CHILD, (size) -> Verticles.start(this.loops.vertx(), size));
		works.put(Work.STOP_TREE, (size) -> Verticles.stop(this.loops.vertx(), size));
		works.put(Work.TIMERS, (size) -> Timers.run(this.loops, size));
		works.put(Work.MEMORY_SUPERVISED, (size) -> Verticles.memory(this.loops.vertx(), size));
		works.put(Work.MEMORY_BARE, (size) -> Memory.idle(this.loops, size));
		works.put(Work.OTHERS_WHILE_BLOCKED, (size) -> BusyNeighbours.whileBlocked(this.loops, size));
		works.put(Work.BLOCKERS_DONE, (size) -> BusyNeighbours.blockersDone(this.loops, size));
		works.put(Work.OTHERS_WHILE_SPINNING, (size) -> BusyNeighbours.whileSpinning(this.loops, size));
		works.put(Work.FOREIGN_VIRTUAL_THREAD, (size) -> BusyNeighbours.foreignThread(this.loops, size));
		works.put(Work.MAILBOX_MEMORY, (size) -> Memory.mailbox(this.loops, size));
		return works;
	}

	private Measurement fromThread(ThreadFactory threads, int percent) {
		return (size) -> Calls.fromThread(this.loops, threads, size, percent);
	}

	@Override
	public String description() {
		return "Vert.x " + Vertx.class.getPackage().getImplementationVersion()
				+ " event bus, one event loop per processor";
	}

	@Override
	public void close() {
		this.loops.close();
	}

}
