package dev.javaotp.process;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

class ProcessTableTests {

	private final Machine machine = new Machine(Machine.Runner.MANUAL);

	private final ProcessTable table = new ProcessTable();

	@AfterEach
	void close() {
		this.machine.close();
	}

	@Test
	void itBehavesAsATable() {
		for (long seed = 0; seed < 20; seed++) {
			Random random = new Random(seed);
			ProcessTable table = new ProcessTable();
			Map<Long, ProcessCell> expected = new HashMap<>();
			List<Long> shortLived = new ArrayList<>();
			long last = 0;
			int survivors = random.nextInt(40);
			for (int i = 0; i < 3_000; i++) {
				if (random.nextInt(10) == 0) {
					last = table.begin();
					table.failed(last);
				}
				else if (random.nextBoolean() || shortLived.isEmpty()) {
					last = table.begin();
					ProcessCell cell = cell(last);
					table.add(cell);
					expected.put(last, cell);
					if (random.nextInt(100) >= survivors) {
						shortLived.add(last);
					}
				}
				else {
					int place = (random.nextBoolean()) ? 0 : random.nextInt(shortLived.size());
					table.remove(expected.remove(shortLived.remove(place)));
				}
				assertThat(table.size()).as("seed %d, step %d", seed, i).isEqualTo(expected.size());
			}
			assertThat(table.stream()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected.values());
			for (long id = -1; id <= last + 100; id++) {
				assertThat(table.get(id)).as("seed %d, process %d", seed, id).isSameAs(expected.get(id));
			}
		}
	}

	@Test
	void aProcessThatEndsBeforeItIsThereIsNeverThere() {
		ProcessCell cell = cell(this.table.begin());
		this.table.remove(cell);
		assertThat(this.table.size()).isZero();
		this.table.add(cell);
		assertThat(this.table.size()).isZero();
		assertThat(this.table.get(cell.id())).isNull();
		assertThat(this.table.stream()).isEmpty();
	}

	@Test
	void whatEndedLeavesNothingBehind() {
		List<ProcessCell> survivors = new ArrayList<>();
		for (int i = 1; i <= 64_000; i++) {
			ProcessCell cell = cell(this.table.begin());
			this.table.add(cell);
			if (i % 64 == 10) {
				survivors.add(cell);
			}
			else {
				this.table.remove(cell);
			}
		}
		assertThat(this.table.stream()).containsExactlyInAnyOrderElementsOf(survivors);
		assertThat(survivors).allSatisfy((cell) -> assertThat(this.table.get(cell.id())).isSameAs(cell));
		// the one in use, and the one that begins with number 0
		assertThat(this.table).extracting("pages", as(MAP)).hasSizeLessThanOrEqualTo(2);
		survivors.forEach(this.table::remove);
		assertThat(this.table.size()).isZero();
		assertThat(this.table.stream()).isEmpty();
		assertThat(this.table).extracting("pages", as(MAP)).hasSizeLessThanOrEqualTo(2);
	}

	@Test
	void startsAndEndsOfManyThreadsAllCount() throws Exception {
		int threads = 4;
		int starts = 60_000;
		Set<ProcessCell> survivors = Collections.synchronizedSet(new HashSet<>());
		AtomicInteger working = new AtomicInteger(threads);
		try (ExecutorService executor = Executors.newCachedThreadPool()) {
			List<Future<?>> done = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				Random random = new Random(i);
				done.add(executor.submit(() -> {
					try {
						startAndEnd(random, starts, survivors);
					}
					finally {
						working.decrementAndGet();
					}
				}));
			}
			while (working.get() > 0) {
				List<ProcessCell> known = List.of(survivors.toArray(ProcessCell[]::new));
				List<ProcessCell> listed = this.table.stream().toList();
				assertThat(listed).doesNotHaveDuplicates().allMatch(Pid::isAlive);
				assertThat(new HashSet<>(listed).containsAll(known)).isTrue();
			}
			for (Future<?> one : done) {
				one.get();
			}
		}
		assertThat(this.table.size()).isEqualTo(survivors.size());
		assertThat(this.table.stream()).containsExactlyInAnyOrderElementsOf(survivors);
		assertThat(survivors).allSatisfy((cell) -> assertThat(this.table.get(cell.id())).isSameAs(cell));
	}

	private void startAndEnd(Random random, int starts, Set<ProcessCell> survivors) {
		List<ProcessCell> mine = new ArrayList<>();
		for (int i = 0; i < starts; i++) {
			long id = this.table.begin();
			if (random.nextInt(50) == 0) {
				this.table.failed(id);
				continue;
			}
			ProcessCell cell = cell(id);
			this.table.add(cell);
			if (random.nextInt(30) == 0) {
				survivors.add(cell);
			}
			else {
				mine.add(cell);
			}
			while (mine.size() > random.nextInt(100)) {
				ProcessCell ended = mine.remove(random.nextInt(mine.size()));
				this.table.remove(ended);
				assertThat(this.table.get(ended.id())).isNull();
			}
			ProcessCell own = (mine.isEmpty()) ? null : mine.get(0);
			if (own != null) {
				assertThat(this.table.get(own.id())).isSameAs(own);
			}
		}
		mine.forEach(this.table::remove);
	}

	private ProcessCell cell(long id) {
		return new ProcessCell(this.machine.system, id, new Puppet(this.machine.system), SpawnOptions.DEFAULTS,
				List.of());
	}

}
