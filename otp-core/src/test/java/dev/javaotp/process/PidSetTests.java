package dev.javaotp.process;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PidSetTests {

	@Test
	void itBehavesAsASet() {
		try (Machine machine = new Machine(Machine.Runner.MANUAL)) {
			List<ProcessCell> cells = new ArrayList<>();
			for (int i = 0; i < 300; i++) {
				cells.add((ProcessCell) machine.puppet().pid());
			}
			for (long seed = 0; seed < 50; seed++) {
				Random random = new Random(seed);
				PidSet set = new PidSet();
				Set<ProcessCell> expected = new HashSet<>();
				int range = 1 + random.nextInt(cells.size());
				for (int i = 0; i < 2_000; i++) {
					ProcessCell cell = cells.get(random.nextInt(range));
					if (random.nextBoolean()) {
						assertThat(set.add(cell)).isEqualTo(expected.add(cell));
					}
					else {
						assertThat(set.remove(cell)).isEqualTo(expected.remove(cell));
					}
				}
				assertThat(set.size()).isEqualTo(expected.size());
				cells.forEach((cell) -> assertThat(set.contains(cell)).isEqualTo(expected.contains(cell)));
				List<ProcessCell> all = new ArrayList<>();
				set.forEach(all::add);
				assertThat(all).containsExactlyInAnyOrderElementsOf(expected);
			}
		}
	}

}
