package dev.javaotp.benchmarks.work;

import java.util.Arrays;
import java.util.Optional;

/**
 * A piece of work that every peer does in its own manner, with the same messages, the
 * same number of processes and the same number of threads.
 * <p>
 * Each yields one figure per run, and a smaller figure is always the better one. The
 * <em>size</em> is the number of operations, messages or processes, as its description
 * says. Messages carry a reference to something that exists already, or a small number.
 * Creating what takes part is not measured unless the description says so.
 */
public enum Work {

	/** Two processes send one message to and fro. */
	PING_PONG("ping-pong", "ns/message", 5_000_000, 500_000,
			"two processes send one message to and fro, SIZE times in all"),

	/** The same by a thousand pairs at once. */
	PAIRS("pairs-1000", "ns/message", 5_000_000, 500_000,
			"1,000 pairs at once, each with one message that goes to and fro, SIZE messages in all"),

	/** A message goes round a ring. */
	RING("ring-1000", "ns/message", 5_000_000, 500_000,
			"one message goes round a ring of 1,000 processes, SIZE steps in all"),

	/** Many senders, one receiver. */
	MANY_TO_ONE("many-to-one", "ns/message", 5_000_000, 500_000,
			"100 processes send SIZE messages in all to one, which counts them"),

	/** One sender, many receivers. */
	ONE_TO_MANY("one-to-many", "ns/message", 5_000_000, 500_000,
			"one process sends SIZE messages in all to 1,000 in turn, until all have arrived"),

	/** A tree of a million leaves is built and summed up. */
	SKYNET("skynet-1m", "ms", 1_000_000, 100_000,
			"a process starts ten, each of which starts ten and so on to SIZE leaves; sums of the leaves' numbers come back up and each process ends"),

	/** Savina's counting actor. */
	COUNT("count", "ns/message", 5_000_000, 500_000,
			"one process sends SIZE increments to another and then asks for the sum (Savina)"),

	/** Savina's fork-join creation. */
	FORK_JOIN_CREATE("fork-join-create", "ns/process", 500_000, 50_000,
			"SIZE processes are started, get one message each, compute the sine of a number and end; creation is measured (Savina)"),

	/** Savina's fork-join throughput. */
	FORK_JOIN_THROUGHPUT("fork-join-throughput", "ns/message", 5_000_000, 500_000,
			"60 processes get SIZE messages in all, sent to each in turn from a thread outside, and compute the sine of a number for each (Savina)"),

	/** Savina's big. */
	BIG("big", "ns/message", 4_000_000, 400_000,
			"120 processes: each pings one drawn at random and waits for the pong before it pings the next; pings and pongs make SIZE messages (Savina)"),

	/** Savina's chameneos. */
	CHAMENEOS("chameneos", "ns/meeting", 1_000_000, 100_000,
			"100 creatures meet in pairs in one mall, SIZE meetings, and change colours (Savina)"),

	/** Call and reply, asked by a process. */
	CALL_FROM_PROCESS("call-from-process", "ns/call", 500_000, 15_000,
			"a process calls a server SIZE times, one after the other; median of single calls"),

	/** The slow ones of these. */
	CALL_FROM_PROCESS_P99("call-from-process-p99", "ns/call", 500_000, 0, "the same, 99th percentile"),

	/** Call and reply, asked by a platform thread. */
	CALL_FROM_THREAD("call-from-thread", "ns/call", 200_000, 10_000,
			"a platform thread outside calls a server SIZE times, one after the other; median of single calls"),

	/** The slow ones of these. */
	CALL_FROM_THREAD_P99("call-from-thread-p99", "ns/call", 200_000, 0, "the same, 99th percentile"),

	/** Call and reply, asked by a virtual thread. */
	CALL_FROM_VIRTUAL_THREAD("call-from-virtual-thread", "ns/call", 200_000, 0,
			"a virtual thread outside calls a server SIZE times, one after the other; median of single calls"),

	/** The slow ones of these. */
	CALL_FROM_VIRTUAL_THREAD_P99("call-from-virtual-thread-p99", "ns/call", 200_000, 0, "the same, 99th percentile"),

	/** A message to a server that nobody waits for. */
	CAST("cast", "ns/cast", 5_000_000, 500_000,
			"a process casts SIZE times to a server, then calls it once, which ends the measurement"),

	/** Start and end of a process. */
	SPAWN("spawn", "ns/process", 1_000_000, 50_000,
			"a process starts SIZE processes that end at once; until the last has ended"),

	/** Start of a supervised server. */
	START_CHILD("start-child", "ns/child", 200_000, 10_000,
			"a process starts SIZE servers under a supervisor of children on demand, one after the other, each when the one before has been initialized"),

	/** From a crash to the new server. */
	RESTART("restart", "ns/restart", 10_000, 1_000,
			"a supervised server is told to crash, SIZE times in turn; from the message to the end of the initialization of its successor, median"),

	/** A group is started anew. */
	ONE_FOR_ALL("one-for-all-1000", "ms/restart", 20, 5,
			"one of 1,000 servers under one supervisor crashes and all are started anew, SIZE times in turn, median"),

	/** The end of a tree. */
	STOP_TREE("stop-tree", "ns/child", 1_000_000, 20_000,
			"a supervisor of SIZE servers is stopped, and each of them with it, in order; until the supervisor has ended"),

	/** Timers are set and cancelled. */
	TIMERS("timers", "ns/timer", 500_000, 100_000,
			"a process sets SIZE timers of a minute that would send it a message, then cancels them all"),

	/** Size of an idle supervised server. */
	MEMORY_SUPERVISED("memory-supervised", "bytes/process", 1_000_000, 30_000,
			"SIZE idle servers, each with one number as its state, under one supervisor: heap in use afterwards, less what it was before"),

	/** Size of an idle process. */
	MEMORY_BARE("memory-bare", "bytes/process", 1_000_000, 50_000,
			"SIZE idle processes that nobody supervises, without state of their own"),

	/** Size of an idle process with a name. */
	MEMORY_NAMED("memory-named", "bytes/process", 200_000, 0,
			"SIZE idle supervised servers, each registered under a name (the name's text is part of it)"),

	/** How late a process is while others block. */
	OTHERS_WHILE_BLOCKED("others-while-blocked", "ms", 10_000, 3_000,
			"SIZE processes block their thread for 50 ms each, all at once, without having said so; meanwhile a small one is called every millisecond: 99th percentile of its answers"),

	/** How long those that block take. */
	BLOCKERS_DONE("blockers-done", "ms", 10_000, 0,
			"SIZE processes block their thread for 50 ms each, all at once, without having said so: until the last is done"),

	/** How late a process is while others compute. */
	OTHERS_WHILE_SPINNING("others-while-spinning", "ms", 4, 4,
			"SIZE processes compute without end; meanwhile a small one is called every millisecond for a second: 99th percentile of its answers"),

	/** How late threads of others are. */
	FOREIGN_VIRTUAL_THREAD("foreign-virtual-thread", "ms", 1_000, 0,
			"1,000 pairs send without end; meanwhile a virtual thread of somebody else's sleeps a millisecond, SIZE times: 99th percentile of how late it wakes"),

	/** Memory of a long mailbox. */
	MAILBOX_MEMORY("mailbox-10m", "bytes/message", 10_000_000, 0,
			"SIZE messages, all the same object, wait in the mailbox of one process that is busy: heap in use per message"),

	/** How long it takes to read its length. */
	MAILBOX_DEPTH("mailbox-10m-depth", "ns", 10_000_000, 0,
			"how long it takes to read the length of that mailbox from outside, once"),

	/** Throughput on one thread. */
	PAIRS_ON_ONE_THREAD("pairs-on-1-thread", "ns/message", 5_000_000, 0, "pairs-1000 on one scheduler thread"),

	/** Throughput on two threads. */
	PAIRS_ON_TWO_THREADS("pairs-on-2-threads", "ns/message", 5_000_000, 0, "pairs-1000 on two scheduler threads"),

	/** Throughput on all threads. */
	PAIRS_ON_ALL_THREADS("pairs-on-all-threads", "ns/message", 5_000_000, 0,
			"pairs-1000 on as many scheduler threads as there are processors"),

	/** A hop while meters exist that nobody reads. */
	PING_PONG_WITH_METRICS("ping-pong-with-metrics", "%", 5_000_000, 0,
			"ping-pong, SIZE messages in all, by turns in two Spring Boot applications in one JVM: one with all meters registered and nobody looking, the other with otp.metrics switched off; the time of the one, where that of the other is 100, median of 20 turns"),

	/** The tree of a million. */
	TREE_WITH_A_MILLION("tree-1m", "ms", 1_000_000, 0,
			"the actuator's tree is read over HTTP while SIZE children on demand are alive, 20 times in turn, median"),

	/** A scrape with a million. */
	SCRAPE_WITH_A_MILLION("scrape-1m", "ms", 1_000_000, 0,
			"Prometheus scrapes the application over HTTP while SIZE children on demand are alive, 20 times in turn, median"),

	/** The size of that scrape. */
	SCRAPE_SIZE_WITH_A_MILLION("scrape-1m-size", "bytes", 1_000_000, 0, "the size of that scrape"),

	/** An application with the starter. */
	STARTUP_WITH_STARTER("startup-with-starter", "ms", 1, 0,
			"a Spring Boot web application with the starter and one supervised bean starts, until it is ready"),

	/** An application without it. */
	STARTUP_WITHOUT_STARTER("startup-without-starter", "ms", 1, 0, "the same application without the starter");

	private final String id;

	private final String unit;

	private final int full;

	private final int quick;

	private final String description;

	Work(String id, String unit, int full, int quick, String description) {
		this.id = id;
		this.unit = unit;
		this.full = full;
		this.quick = quick;
		this.description = description;
	}

	/**
	 * The name used on the command line and in the results.
	 * @return the name
	 */
	public String id() {
		return this.id;
	}

	/**
	 * What its figure counts; less is better.
	 * @return the unit
	 */
	public String unit() {
		return this.unit;
	}

	/**
	 * What is done; SIZE in it stands for {@link #size(Scale)}.
	 * @return the description
	 */
	public String description() {
		return this.description;
	}

	/**
	 * How much is done.
	 * @param scale how much time there is
	 * @return the size, 0 if it is not done at this scale
	 */
	public int size(Scale scale) {
		return (scale == Scale.QUICK) ? this.quick : this.full;
	}

	/**
	 * Whether it goes to and fro between threads, and each waits for the other. While a
	 * JIT compiler takes a processor from them they are slow, and so it takes them longer
	 * than others to get warm.
	 * @return whether somebody waits for each step
	 */
	public boolean isConversation() {
		return switch (this) {
			case CALL_FROM_PROCESS, CALL_FROM_THREAD, START_CHILD, RESTART, ONE_FOR_ALL -> true;
			default -> false;
		};
	}

	/**
	 * Finds a work.
	 * @param id its name
	 * @return the work, if there is one of this name
	 */
	public static Optional<Work> of(String id) {
		return Arrays.stream(values()).filter((work) -> work.id.equals(id)).findFirst();
	}

}
