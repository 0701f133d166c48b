package dev.javaotp.process;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * All processes of a system, by number. Striped, since every start and every end comes
 * here.
 */
final class ProcessTable {

	private static final int STRIPES = 64;

	private final PidSet[] stripes = IntStream.range(0, STRIPES).mapToObj((i) -> new PidSet()).toArray(PidSet[]::new);

	void add(ProcessCell cell) {
		PidSet stripe = stripe(cell.id());
		synchronized (stripe) {
			stripe.add(cell);
		}
	}

	void remove(ProcessCell cell) {
		PidSet stripe = stripe(cell.id());
		synchronized (stripe) {
			stripe.remove(cell);
		}
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
