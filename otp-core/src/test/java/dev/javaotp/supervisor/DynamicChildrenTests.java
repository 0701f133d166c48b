package dev.javaotp.supervisor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessBody;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ManualScheduler;
import dev.javaotp.supervisor.DynamicChildren.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DynamicChildrenTests {

	private final ProcessSystem system = ProcessSystem.builder().scheduler(new ManualScheduler(1)).build();

	private final Deque<Pid> unused = new ArrayDeque<>();

	@AfterEach
	void close() {
		this.system.close();
	}

	/**
	 * Pids in no particular order, as those of processes that were not started in turn.
	 */
	private void makePids(int count, Random random) {
		ProcessBody body = (self) -> {
		};
		List<Pid> pids = new ArrayList<>(IntStream.range(0, count).mapToObj((i) -> this.system.spawn(body)).toList());
		java.util.Collections.shuffle(pids, random);
		this.unused.addAll(pids);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void itBehavesAsAMapInInsertionOrder(long seed) {
		Random random = new Random(seed);
		makePids(3000, random);
		DynamicChildren children = new DynamicChildren();
		Map<Integer, Entry> model = new LinkedHashMap<>();
		int next = 0;
		while (!this.unused.isEmpty()) {
			int action = random.nextInt(10);
			if (action < 6 || model.isEmpty()) {
				model.put(next, children.add(this.unused.remove(), next, ChildType.WORKER));
				next++;
			}
			else {
				Integer key = List.copyOf(model.keySet()).get(random.nextInt(model.size()));
				Entry entry = model.get(key);
				switch (action) {
					case 6, 7 -> {
						children.remove(entry);
						model.remove(key);
						assertThat(children.find(entry.pid())).isNull();
					}
					case 8 -> children.restarting(entry);
					default -> children.restarted(entry, this.unused.remove());
				}
			}
			assertThat(children.size()).isEqualTo(model.size());
		}
		assertThat(children.first(Integer.MAX_VALUE)).isEqualTo(List.copyOf(model.values()));
		assertThat(children.restarting()).isEqualTo((int) model.values().stream().filter(Entry::isRestarting).count());
		model.values().forEach((entry) -> assertThat(children.find(entry.pid())).isSameAs(entry));
	}

}
