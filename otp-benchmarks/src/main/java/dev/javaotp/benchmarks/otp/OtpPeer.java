package dev.javaotp.benchmarks.otp;

import java.util.EnumMap;
import java.util.Map;

import dev.javaotp.benchmarks.peer.Measurement;
import dev.javaotp.benchmarks.peer.Peer;
import dev.javaotp.benchmarks.spring.SpringWorks;
import dev.javaotp.benchmarks.work.Work;
import dev.javaotp.process.ProcessSystem;

/** This runtime, with its defaults. */
public final class OtpPeer implements Peer {

	private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

	// thousands of processes crash on purpose, and nobody wants to read about it
	private final ProcessSystem system = ProcessSystem.builder().reportListener((report) -> {
	}).build();

	private final SpringWorks spring = new SpringWorks();

	@Override
	public Map<Work, Measurement> works() {
		Map<Work, Measurement> works = new EnumMap<>(Work.class);
		messages(works);
		calls(works);
		lives(works);
		load(works);
		works.putAll(this.spring.works());
		return works;
	}

	private void messages(Map<Work, Measurement> works) {
		works.put(Work.PING_PONG, (size) -> PingPong.run(this.system, 1, size));
		works.put(Work.PAIRS, (size) -> PingPong.run(this.system, 1_000, size));
		works.put(Work.PAIRS_ON_ONE_THREAD, (size) -> PingPong.runOnThreads(1, 1_000, size));
		works.put(Work.PAIRS_ON_TWO_THREADS, (size) -> PingPong.runOnThreads(2, 1_000, size));
		if (PROCESSORS > 2) {
			works.put(Work.PAIRS_ON_ALL_THREADS, (size) -> PingPong.runOnThreads(PROCESSORS, 1_000, size));
		}
		works.put(Work.RING, (size) -> Ring.run(this.system, size));
		works.put(Work.MANY_TO_ONE, (size) -> Fan.in(this.system, size));
		works.put(Work.ONE_TO_MANY, (size) -> Fan.out(this.system, size));
		works.put(Work.SKYNET, (size) -> Skynet.run(this.system, size));
		works.put(Work.COUNT, (size) -> Count.run(this.system, size));
		works.put(Work.FORK_JOIN_CREATE, (size) -> ForkJoin.create(this.system, size));
		works.put(Work.FORK_JOIN_THROUGHPUT, (size) -> ForkJoin.throughput(this.system, size));
		works.put(Work.BIG, (size) -> Big.run(this.system, size));
		works.put(Work.CHAMENEOS, (size) -> Chameneos.run(this.system, size));
	}

	private void calls(Map<Work, Measurement> works) {
		works.put(Work.CALL_FROM_PROCESS, (size) -> Calls.fromProcess(this.system, size, 50));
		works.put(Work.CALL_FROM_PROCESS_P99, (size) -> Calls.fromProcess(this.system, size, 99));
		works.put(Work.CALL_FROM_THREAD, (size) -> Calls.fromThread(this.system, Thread.ofPlatform(), size, 50));
		works.put(Work.CALL_FROM_THREAD_P99, (size) -> Calls.fromThread(this.system, Thread.ofPlatform(), size, 99));
		works.put(Work.CALL_FROM_VIRTUAL_THREAD, (size) -> Calls.fromThread(this.system, Thread.ofVirtual(), size, 50));
		works.put(Work.CALL_FROM_VIRTUAL_THREAD_P99,
				(size) -> Calls.fromThread(this.system, Thread.ofVirtual(), size, 99));
		works.put(Work.CAST, (size) -> Calls.cast(this.system, size));
	}

	private void lives(Map<Work, Measurement> works) {
		works.put(Work.SPAWN, (size) -> Spawn.run(this.system, size));
		works.put(Work.START_CHILD, (size) -> Children.start(this.system, size));
		works.put(Work.RESTART, (size) -> Restarts.ofOne(this.system, size));
		works.put(Work.ONE_FOR_ALL, (size) -> Restarts.ofAll(this.system, size));
		works.put(Work.STOP_TREE, (size) -> Children.stop(this.system, size));
		works.put(Work.TIMERS, (size) -> Timers.run(this.system, size));
		works.put(Work.MEMORY_SUPERVISED, (size) -> Memory.supervised(this.system, size));
		works.put(Work.MEMORY_BARE, (size) -> Memory.bare(this.system, size));
		works.put(Work.MEMORY_NAMED, (size) -> Memory.named(this.system, size));
	}

	private void load(Map<Work, Measurement> works) {
		works.put(Work.OTHERS_WHILE_BLOCKED, BusyNeighbours::whileBlocked);
		works.put(Work.BLOCKERS_DONE, BusyNeighbours::blockersDone);
		works.put(Work.OTHERS_WHILE_SPINNING, BusyNeighbours::whileSpinning);
		works.put(Work.FOREIGN_VIRTUAL_THREAD, (size) -> BusyNeighbours.foreignThread(this.system, size));
		works.put(Work.MAILBOX_MEMORY, (size) -> Memory.mailbox(this.system, size));
		works.put(Work.MAILBOX_DEPTH, (size) -> Memory.depth(this.system, size));
	}

	@Override
	public String description() {
		return "this runtime, with its defaults: one scheduler thread per processor";
	}

	@Override
	public void close() {
		this.spring.close();
		this.system.close();
	}

}
