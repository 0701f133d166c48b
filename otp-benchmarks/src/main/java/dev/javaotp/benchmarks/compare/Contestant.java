package dev.javaotp.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.javaotp.benchmarks.peer.PeerKind;
import dev.javaotp.benchmarks.peer.PeerProcess;
import dev.javaotp.benchmarks.work.Work;
import org.jspecify.annotations.Nullable;

/** A peer on its way through the works, with the process that it runs in just now. */
final class Contestant implements AutoCloseable {

	private final PeerKind peer;

	private final List<String> command;

	private final Duration limit;

	private final Set<Work> works;

	private final String description;

	private @Nullable PeerProcess process;

	private final List<Double> figures = new ArrayList<>();

	private int rounds;

	Contestant(PeerKind peer, List<String> command, Duration limit) {
		this.peer = peer;
		this.command = command;
		this.limit = limit;
		this.works = process().works();
		this.description = process().describe();
	}

	PeerKind peer() {
		return this.peer;
	}

	String description() {
		return this.description;
	}

	boolean can(Work work) {
		return this.works.contains(work);
	}

	/**
	 * Warms up for a work.
	 * @return how long one run takes
	 */
	Duration warm(Work work, int size, Duration time) {
		this.figures.clear();
		return process().warm(work, size, time);
	}

	/** Says how often it runs the work that it is warm for. */
	void enter(int rounds) {
		this.rounds = rounds;
	}

	/** Does what it is warm for once more, if it takes part in this round. */
	void run(Work work, int size, int round) {
		if (round < this.rounds) {
			this.figures.add(process().run(work, size));
		}
	}

	Result result(Work work) {
		return Result.of(work, this.peer, this.figures.stream().mapToDouble(Double::doubleValue).toArray());
	}

	// started when it is needed, and again when it has ended
	private PeerProcess process() {
		PeerProcess running = this.process;
		if (running == null || !running.isAlive()) {
			try {
				running = PeerProcess.start(this.command, this.limit);
			}
			catch (IOException ex) {
				throw new UncheckedIOException("cannot start " + this.peer.id(), ex);
			}
			this.process = running;
		}
		return running;
	}

	/** Ends its process; the next work starts another. */
	@Override
	public void close() {
		if (this.process != null) {
			this.process.close();
			this.process = null;
		}
	}

}
