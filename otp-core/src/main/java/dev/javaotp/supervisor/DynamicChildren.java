package dev.javaotp.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * The children of a dynamic supervisor in start order, found by process. There may be a
 * million of them, so each costs one object of 32 bytes and a place in a hash table with
 * open addressing.
 * <p>
 * Only the supervisor changes it. {@link #first(int)} may be called by any thread at any
 * time: it then sees a child that has just been removed, or misses one that is just being
 * added, but never anything else.
 */
final class DynamicChildren {

	/** One child: in the table, and in the list that keeps the start order. */
	static final class Entry {

		private final Object argument;

		private final boolean supervisor;

		// while it is being restarted the one that ended. Volatile: read by any thread
		private volatile Pid pid;

		private volatile boolean restarting;

		// volatile: followed by any thread; an entry that was removed still leads on
		private volatile @Nullable Entry next;

		private @Nullable Entry previous;

		Entry(Pid pid, Object argument, ChildType type) {
			this.pid = pid;
			this.argument = argument;
			this.supervisor = (type == ChildType.SUPERVISOR);
		}

		/** The process, or the last one it had if it is being restarted. */
		Pid pid() {
			return this.pid;
		}

		/** What it was started with. */
		Object argument() {
			return this.argument;
		}

		boolean isRestarting() {
			return this.restarting;
		}

		/** The one that was started after it. */
		@Nullable Entry next() {
			return this.next;
		}

		ChildInfo info() {
			ChildType type = (this.supervisor) ? ChildType.SUPERVISOR : ChildType.WORKER;
			return (this.restarting) ? new ChildInfo(null, null, ChildStatus.RESTARTING, type)
					: new ChildInfo(null, this.pid, ChildStatus.RUNNING, type);
		}

	}

	private static final int SMALLEST = 16;

	// a power of two long, at most two thirds full
	private @Nullable Entry[] table = new Entry[SMALLEST];

	// volatile: where any thread begins to read
	private volatile @Nullable Entry head;

	private @Nullable Entry tail;

	// volatile: read by any thread, written by the supervisor alone
	private volatile int size;

	private volatile int restarting;

	private int supervisors;

	int size() {
		return this.size;
	}

	/** How many of them are being restarted. */
	int restarting() {
		return this.restarting;
	}

	/** How many of them are supervisors. */
	int supervisors() {
		return this.supervisors;
	}

	@Nullable Entry find(Pid pid) {
		@Nullable Entry[] entries = this.table;
		int mask = entries.length - 1;
		for (int i = slot(pid, mask);; i = (i + 1) & mask) {
			Entry entry = entries[i];
			if (entry == null || entry.pid == pid) {
				return entry;
			}
		}
	}

	/** Adds a child behind all others. */
	Entry add(Pid pid, Object argument, ChildType type) {
		Entry entry = new Entry(pid, argument, type);
		addToTable(entry);
		addToList(entry);
		this.supervisors += (entry.supervisor) ? 1 : 0;
		this.size = this.size + 1;
		return entry;
	}

	void remove(Entry entry) {
		removeFromTable(entry);
		removeFromList(entry);
		this.supervisors -= (entry.supervisor) ? 1 : 0;
		this.size = this.size - 1;
		if (entry.restarting) {
			this.restarting = this.restarting - 1;
		}
	}

	/** It ended and could not be started again: it keeps its place. */
	void restarting(Entry entry) {
		if (!entry.restarting) {
			entry.restarting = true;
			this.restarting = this.restarting + 1;
		}
	}

	/** It was started again, as another process: it keeps its place. */
	void restarted(Entry entry, Pid pid) {
		removeFromTable(entry);
		if (entry.restarting) {
			entry.restarting = false;
			this.restarting = this.restarting - 1;
		}
		entry.pid = pid;
		addToTable(entry);
	}

	/** The oldest one. */
	@Nullable Entry first() {
		return this.head;
	}

	void forEach(Consumer<Entry> action) {
		for (Entry entry = this.head; entry != null; entry = entry.next) {
			action.accept(entry);
		}
	}

	/** The oldest ones, for any thread. */
	List<Entry> first(int limit) {
		List<Entry> first = new ArrayList<>(Math.clamp(limit, 0, 1000));
		for (Entry entry = this.head; entry != null && first.size() < limit; entry = entry.next) {
			first.add(entry);
		}
		return first;
	}

	/** The oldest ones of those after the given one, for the supervisor. */
	List<Entry> after(Entry last, int limit) {
		List<Entry> page = new ArrayList<>(Math.clamp(limit, 0, 1000));
		for (Entry entry = last.next; entry != null && page.size() < limit; entry = entry.next) {
			page.add(entry);
		}
		return page;
	}

	private void addToTable(Entry entry) {
		if ((this.size + 1) * 3L > this.table.length * 2L) {
			grow();
		}
		insert(this.table, entry);
	}

	private void grow() {
		@Nullable Entry[] larger = new Entry[this.table.length * 2];
		for (Entry entry : this.table) {
			if (entry != null) {
				insert(larger, entry);
			}
		}
		this.table = larger;
	}

	private static void insert(@Nullable Entry[] entries, Entry entry) {
		int mask = entries.length - 1;
		int i = slot(entry.pid, mask);
		while (entries[i] != null) {
			i = (i + 1) & mask;
		}
		entries[i] = entry;
	}

	/**
	 * Takes an entry out and moves those back that had to give way to it, so that no
	 * search ends too early and no marks of removed entries pile up.
	 */
	private void removeFromTable(Entry entry) {
		@Nullable Entry[] entries = this.table;
		int mask = entries.length - 1;
		int hole = slot(entry.pid, mask);
		while (entries[hole] != entry) {
			hole = (hole + 1) & mask;
		}
		entries[hole] = null;
		for (int i = (hole + 1) & mask;; i = (i + 1) & mask) {
			Entry candidate = entries[i];
			if (candidate == null) {
				return;
			}
			int wanted = slot(candidate.pid, mask);
			boolean mayMove = ((i - wanted) & mask) >= ((i - hole) & mask);
			if (mayMove) {
				entries[hole] = candidate;
				entries[i] = null;
				hole = i;
			}
		}
	}

	private void addToList(Entry entry) {
		Entry last = this.tail;
		entry.previous = last;
		this.tail = entry;
		if (last == null) {
			this.head = entry;
		}
		else {
			last.next = entry;
		}
	}

	private void removeFromList(Entry entry) {
		Entry previous = entry.previous;
		Entry next = entry.next;
		if (previous == null) {
			this.head = next;
		}
		else {
			previous.next = next;
		}
		if (next == null) {
			this.tail = previous;
		}
		else {
			next.previous = previous;
		}
		entry.previous = null;
	}

	/**
	 * Children that were started one after the other stand side by side, sixteen to a
	 * cache line: they tend to be stopped together, too. The lines are spread by
	 * multiplying.
	 */
	private static int slot(Pid pid, int mask) {
		long id = pid.id();
		long line = (id >>> 4) * 0x9E3779B97F4A7C15L >>> 32;
		return (int) (line << 4 | id & 15) & mask;
	}

}
