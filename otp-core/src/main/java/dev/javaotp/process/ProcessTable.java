package dev.javaotp.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * All processes of a system: who is alive, by number; how many were started and are gone;
 * and who was killed and still holds a thread.
 * <p>
 * A start {@linkplain #begin() begins}, and then has {@linkplain #failed(long) failed} or
 * {@linkplain #add(ProcessCell) is there}. An end {@linkplain #remove(ProcessCell) takes
 * away}, and then is {@linkplain #finished() finished}.
 */
final class ProcessTable {

	/*-
	 * Every start and every end comes here, and hardly any takes a lock. Numbers are given
	 * in order, so processes stand in pages of 64 numbers in a row. A page has a bit for
	 * each number whose process has not ended: not begun yet, about to be there, or there.
	 * To put a process in is a write, to take it out is one atomic operation, which also
	 * tells how many are left.
	 *
	 * A page of which few are left would cost these few more than they cost themselves. So
	 * they move to a set, and the page goes. It stays as long as a process of it is yet to
	 * come: so a process that has no page is in the set, and pages do not come back. Only
	 * those who leave few behind can meet somebody who moves these, and take the lock.
	 */

	/** Pages with no more than so many processes go. */
	private static final int FEW = 4;

	private static final int SETS = 16;

	/** Processes with 64 numbers in a row. */
	private static final class Page {

		static final int BITS = 6;

		private static final VarHandle UNENDED;

		private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(ProcessCell[].class);

		static {
			try {
				UNENDED = MethodHandles.lookup().findVarHandle(Page.class, "unended", long.class);
			}
			catch (ReflectiveOperationException ex) {
				throw new ExceptionInInitializerError(ex);
			}
		}

		final long number;

		// one bit for each number whose process has not ended
		private volatile long unended;

		// under the lock of this: what had not ended is in a set
		private boolean moved;

		private final @Nullable ProcessCell[] cells = new ProcessCell[1 << BITS];

		Page(long number) {
			this.number = number;
			// there is no process 0
			this.unended = (number == 0) ? ~1L : ~0L;
		}

		static long of(long id) {
			return id >> BITS;
		}

		void put(ProcessCell cell) {
			CELL.setVolatile(this.cells, place(cell.id()), cell);
			if ((this.unended & bit(cell.id())) == 0) {
				// linked with its parent it may end before it is here to be taken out
				clear(cell.id());
			}
		}

		/**
		 * Takes out what has ended.
		 * @return what is left, one bit for each
		 */
		long end(long id) {
			long before = (long) UNENDED.getAndBitwiseAnd(this, ~bit(id));
			clear(id);
			return before & ~bit(id);
		}

		private void clear(long id) {
			CELL.setOpaque(this.cells, place(id), null);
		}

		@Nullable ProcessCell get(long id) {
			return (ProcessCell) CELL.getAcquire(this.cells, place(id));
		}

		void forEach(Consumer<ProcessCell> action) {
			for (int i = 0; i < this.cells.length; i++) {
				ProcessCell cell = get(i);
				if (cell != null) {
					action.accept(cell);
				}
			}
		}

		/** How many have not ended of those that have begun. */
		int size(long lastId) {
			long begun = lastId - (this.number << BITS) + 1;
			long mask = (begun >= 1 << BITS) ? ~0L : (begun <= 0) ? 0 : (1L << begun) - 1;
			return Long.bitCount(this.unended & mask);
		}

		/**
		 * Those that have not ended; {@code null} if there is one among them that is not
		 * here yet.
		 */
		@Nullable List<ProcessCell> complete() {
			List<ProcessCell> found = new ArrayList<>();
			for (long left = this.unended; left != 0; left &= left - 1) {
				ProcessCell cell = get(Long.numberOfTrailingZeros(left));
				if (cell == null) {
					return null;
				}
				found.add(cell);
			}
			return found;
		}

		private static int place(long id) {
			return (int) id & ((1 << BITS) - 1);
		}

		private static long bit(long id) {
			return 1L << id;
		}

	}

	// of the last start that has begun: the number of all that have
	private final AtomicLong lastId = new AtomicLong();

	// starts that failed, and processes of which everybody has been told that they ended:
	// adders, since all threads come here all the time
	private final LongAdder failed = new LongAdder();

	private final LongAdder finished = new LongAdder();

	// killed, everybody has been told, and a thread is still in its handler
	private final Set<Pid> leftovers = ConcurrentHashMap.newKeySet();

	private final Map<Long, Page> pages = new ConcurrentHashMap<>();

	// where the next number is, most likely
	private volatile Page newest = page(0);

	// of those without a page; each is its own lock
	private final PidSet[] sets = IntStream.range(0, SETS).mapToObj((i) -> new PidSet()).toArray(PidSet[]::new);

	/**
	 * Counts a start; until it has failed or finished {@link #isFinished()} does not
	 * hold.
	 * @return the number of the process
	 */
	long begin() {
		long id = this.lastId.incrementAndGet();
		if (this.newest.number != Page.of(id)) {
			this.newest = page(Page.of(id));
		}
		return id;
	}

	private Page page(long number) {
		return this.pages.computeIfAbsent(number, Page::new);
	}

	void failed(long id) {
		this.failed.increment();
		remove(id);
		finished();
	}

	void add(ProcessCell cell) {
		Page page = find(cell.id());
		if (page != null) {
			page.put(cell);
		}
	}

	/** Everybody who looks for the process no longer finds it. */
	void remove(ProcessCell cell) {
		remove(cell.id());
	}

	private void remove(long id) {
		Page page = find(id);
		if (page == null) {
			removeFromSet(id);
			return;
		}
		long left = page.end(id);
		if (Long.bitCount(left) <= FEW) {
			synchronized (page) {
				if (page.moved) {
					removeFromSet(id);
				}
				else {
					thinOut(page);
				}
			}
		}
	}

	/**
	 * For those who start or end a process: what they find may just have been dropped.
	 */
	private @Nullable Page find(long id) {
		Page newest = this.newest;
		return (newest.number == Page.of(id)) ? newest : this.pages.get(Page.of(id));
	}

	private void removeFromSet(long id) {
		PidSet set = set(Page.of(id));
		synchronized (set) {
			set.remove(id);
		}
	}

	/** Drops a page, unless a process of it is yet to come. */
	private void thinOut(Page page) {
		List<ProcessCell> left = page.complete();
		if (left == null) {
			return;
		}
		PidSet set = set(page.number);
		synchronized (set) {
			left.forEach(set::add);
		}
		page.moved = true;
		this.pages.remove(page.number);
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
		Page page = this.pages.get(Page.of(id));
		if (page != null) {
			return page.get(id);
		}
		PidSet set = set(Page.of(id));
		synchronized (set) {
			return set.get(id);
		}
	}

	int size() {
		int size = 0;
		for (PidSet set : this.sets) {
			synchronized (set) {
				size += set.size();
			}
		}
		long lastId = this.lastId.get();
		for (Page page : this.pages.values()) {
			size += page.size(lastId);
		}
		return size;
	}

	/**
	 * Nobody waits for a reader: pages are read as they are, and sets copied one at a
	 * time. A process that moves meanwhile is where its page was.
	 */
	Stream<ProcessCell> stream() {
		Map<Long, Page> pages = new HashMap<>(this.pages);
		Stream<ProcessCell> inPages = pages.values().stream().mapMulti(Page::forEach);
		Stream<ProcessCell> inSets = Stream.of(this.sets)
			.flatMap((set) -> copyOf(set).stream())
			.filter((cell) -> !pages.containsKey(Page.of(cell.id())));
		return Stream.concat(inPages, inSets);
	}

	private static List<ProcessCell> copyOf(PidSet set) {
		List<ProcessCell> cells = new ArrayList<>();
		synchronized (set) {
			set.forEach(cells::add);
		}
		return cells;
	}

	/** Where those go that are left of a page. */
	private PidSet set(long page) {
		return this.sets[(int) page & (SETS - 1)];
	}

}
