package dev.javaotp.process;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A set of processes that costs a few bytes each: a supervisor has as many links as
 * children. Open addressing with linear probing; a removal moves later entries up, so
 * that there are no tombstones. Not thread-safe.
 */
final class PidSet {

	private @Nullable ProcessCell[] table = new ProcessCell[8];

	private int size;

	boolean add(ProcessCell cell) {
		int place = find(cell.id());
		if (this.table[place] != null) {
			return false;
		}
		this.table[place] = cell;
		if (++this.size * 4 > this.table.length * 3) {
			resize(this.table.length * 2);
		}
		return true;
	}

	boolean remove(ProcessCell cell) {
		return remove(cell.id());
	}

	boolean remove(long id) {
		int place = find(id);
		if (this.table[place] == null) {
			return false;
		}
		this.table[place] = null;
		this.size--;
		closeGap(place);
		if (this.table.length > 8 && this.size * 8 < this.table.length) {
			resize(this.table.length / 2);
		}
		return true;
	}

	boolean contains(ProcessCell cell) {
		return this.table[find(cell.id())] != null;
	}

	@Nullable ProcessCell get(long id) {
		return this.table[find(id)];
	}

	int size() {
		return this.size;
	}

	void forEach(Consumer<ProcessCell> action) {
		for (ProcessCell cell : this.table) {
			if (cell != null) {
				action.accept(cell);
			}
		}
	}

	// the place of the entry, or the free one where it would go
	private int find(long id) {
		int mask = this.table.length - 1;
		int place = home(id, mask);
		while (true) {
			ProcessCell seen = this.table[place];
			if (seen == null || seen.id() == id) {
				return place;
			}
			place = (place + 1) & mask;
		}
	}

	private void closeGap(int gap) {
		int mask = this.table.length - 1;
		int place = gap;
		while (true) {
			place = (place + 1) & mask;
			ProcessCell cell = this.table[place];
			if (cell == null) {
				return;
			}
			int home = home(cell.id(), mask);
			// moves up unless its home lies behind the gap
			if (((place - home) & mask) >= ((place - gap) & mask)) {
				this.table[gap] = cell;
				this.table[place] = null;
				gap = place;
			}
		}
	}

	private void resize(int length) {
		@Nullable ProcessCell[] old = this.table;
		this.table = new ProcessCell[length];
		for (ProcessCell cell : old) {
			if (cell != null) {
				this.table[find(cell.id())] = cell;
			}
		}
	}

	/**
	 * Where an entry goes if it can. Processes that were started one after the other
	 * stand side by side, sixteen to a cache line: they tend to end together, too. The
	 * lines are spread by multiplying.
	 */
	private static int home(long id, int mask) {
		long line = (id >>> 4) * 0x9E3779B97F4A7C15L >>> 32;
		return (int) (line << 4 | id & 15) & mask;
	}

}
