package dev.javaotp.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * All processes of a system: who is alive, by number; how many were started and are gone;
 * and who was killed and still holds a thread. Striped, since every start and every end
 * comes here.
 * <p>
 * A start {@linkplain #begin() begins}, and then has {@linkplain #failed() failed} or
 * {@linkplain #add(ProcessCell) is there}. An end {@linkplain #remove(ProcessCell) takes
 * away}, and then is {@linkplain #finished() finished}.
 */
final class ProcessTable {

	private static final int STRIPES = 64;

	// of the last start that has begun: the number of all that have
	private final AtomicLong lastId = new AtomicLong();

	// starts that failed, and processes of which everybody has been told that they ended:
	// adders, since all threads come here all the time
	private final LongAdder failed = new LongAdder();

	private final LongAdder finished = new LongAdder();

	// killed, everybody has been told, and a thread is still in its handler
	private final Set<Pid> leftovers = ConcurrentHashMap.newKeySet();

	private final PidSet[] stripes = IntStream.range(0, STRIPES).mapToObj((i) -> new PidSet()).toArray(PidSet[]::new);

	/**
	 * Counts a start; until it has failed or finished {@link #isFinished()} does not
	 * hold.
	 */
	long begin() {
		return this.lastId.incrementAndGet();
	}

	void failed() {
		this.failed.increment();
		finished();
	}

	void add(ProcessCell cell) {
		PidSet stripe = stripe(cell.id());
		synchronized (stripe) {
			stripe.add(cell);
		}
		if (cell.hasBegunToEnd()) {
			// linked with its parent it may end before it starts, and before it was here
			// to be removed
			remove(cell);
		}
	}

	/** Everybody who looks for the process no longer finds it. */
	void remove(ProcessCell cell) {
		PidSet stripe = stripe(cell.id());
		synchronized (stripe) {
			stripe.remove(cell);
		}
	}

	/** Everybody has been told of an end. */
	void finished() {
		this.finished.increment();
	}

	/**
	 * Whether nothing is alive, begins or ends. Both counts only grow, and an end comes
	 * after its beginning: where a sum of ends equals a later number of beginnings, there
	 * was a moment in between when nothing was under way.
	 */
	boolean isFinished() {
		long ended = this.finished.sum();
		return ended == this.lastId.get();
	}

	long spawnedCount() {
		return this.lastId.get() - this.failed.sum();
	}

	void leftoverFound(ProcessCell cell) {
		this.leftovers.add(cell);
	}

	void leftoverReturned(ProcessCell cell) {
		this.leftovers.remove(cell);
	}

	Set<Pid> leftovers() {
		return Set.copyOf(this.leftovers);
	}

	@Nullable ProcessCell get(long id) {
		PidSet stripe = stripe(id);
		synchronized (stripe) {
			return stripe.get(id);
		}
	}

	int size() {
		int size = 0;
		for (PidSet stripe : this.stripes) {
			synchronized (stripe) {
				size += stripe.size();
			}
		}
		return size;
	}

	/** Copies one stripe at a time, so that nobody waits for a reader. */
	Stream<ProcessCell> stream() {
		return Stream.of(this.stripes).flatMap((stripe) -> {
			List<ProcessCell> cells = new ArrayList<>();
			synchronized (stripe) {
				stripe.forEach(cells::add);
			}
			return cells.stream();
		});
	}

	private PidSet stripe(long id) {
		return this.stripes[(int) id & (STRIPES - 1)];
	}

}
