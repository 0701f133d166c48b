package dev.javaotp.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;

import dev.javaotp.benchmarks.peer.PeerKind;
import dev.javaotp.benchmarks.peer.PeerProcess;
import dev.javaotp.benchmarks.work.Work;
import org.jspecify.annotations.Nullable;

/** A peer on its way through the works, with the process that it runs in just now. */
final class Contestant implements AutoCloseable {

	// a run that is faster than all before it by this factor shows that it was not warm
	private static final double GAIN = 0.9;

	private final PeerKind peer;

	private final List<String> command;

	private final Duration limit;

	private final Set<Work> works;

	private final String description;

	private @Nullable PeerProcess process;

	private final List<Double> figures = new ArrayList<>();

	private int rounds;

	private Duration turn = Duration.ZERO;

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

	/** Warms up for a work, and sees how often that can be repeated. */
	void warm(Work work, int size, Pace pace, int rounds) {
		this.figures.clear();
		this.rounds = rounds;
		this.turn = pace.turn();
		double best = Double.POSITIVE_INFINITY;
		long begun = System.nanoTime();
		boolean gains;
		Duration all;
		do {
			long runBegun = System.nanoTime();
			double figure = process().run(work, size);
			all = since(begun);
			Duration run = since(runBegun);
			if (best == Double.POSITIVE_INFINITY && run.compareTo(pace.cold()) > 0) {
				this.figures.add(figure);
				this.rounds = 0;
				return;
			}
			this.rounds = (run.compareTo(pace.once()) > 0) ? 1 : rounds;
			gains = figure < best * GAIN;
			best = Math.min(best, figure);
		}
		while (all.compareTo(pace.least()) < 0 || (all.compareTo(pace.most()) < 0 && (gains || process().compiles())));
	}

	private static Duration since(long nanoTime) {
		return Duration.ofNanos(System.nanoTime() - nanoTime);
	}

	/**
	 * Has its turn with what it is warm for, if it takes part in this round. One figure
	 * of some milliseconds would be that of whatever else the machine did just then.
	 */
	void run(Work work, int size, int round) {
		if (round >= this.rounds) {
			return;
		}
		DoubleStream.Builder turn = DoubleStream.builder();
		long begun = System.nanoTime();
		do {
			turn.add(process().run(work, size));
		}
		while (since(begun).compareTo(this.turn) < 0);
		this.figures.add(Result.median(turn.build().toArray()));
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
