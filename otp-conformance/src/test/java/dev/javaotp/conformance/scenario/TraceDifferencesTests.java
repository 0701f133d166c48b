package dev.javaotp.conformance.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TraceDifferencesTests {

	@Test
	void keysMayComeInAnyOrder() {
		assertThat(TraceDifferences.between(Map.of("a", 1, "b", List.of()), Map.of("b", List.of(), "a", 1L))).isEmpty();
	}

	@Test
	void theOrderOfAnArrayCounts() {
		assertThat(TraceDifferences.between(List.of(1, 2), List.of(2, 1)))
			.containsExactly("trace: expected [1,2], found [2,1]");
	}

	@Test
	void aNumberIsNoString() {
		assertThat(TraceDifferences.between(Map.of("n", 1), Map.of("n", "1")))
			.containsExactly("trace.n: expected 1, found \"1\"");
	}

	@Test
	void aKeyTooManyIsADifferenceEvenIfItIsEmpty() {
		assertThat(TraceDifferences.between(Map.of(), Map.of("orphans", List.of())))
			.containsExactly("trace.orphans: expected no such key, found []");
		assertThat(TraceDifferences.between(Map.of("orphans", List.of()), Map.of()))
			.containsExactly("trace.orphans: expected [], found no such key");
	}

	@Test
	void eachPlaceIsNamed() {
		List<Object> expected = List.of(Map.of("result", "ok"), Map.of("events", List.of(List.of("init", 1))));
		List<Object> found = List.of(Map.of("result", "noproc"),
				Map.of("events", List.of(List.of("init", 2), List.of("terminate", 2))));
		assertThat(TraceDifferences.between(expected, found)).containsExactly(
				"trace[0].result: expected \"ok\", found \"noproc\"",
				"trace[1].events[0]: expected [\"init\",1], found [\"init\",2]",
				"trace[1].events[1]: expected nothing, found [\"terminate\",2]");
	}

	@Test
	void whatIsLongIsCutShort() {
		List<Object> expected = new ArrayList<>();
		List<Object> found = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			expected.add(i);
			found.add(-1 - i);
		}
		assertThat(TraceDifferences.between(expected, found)).hasSize(13).endsWith("... and 8 more");
	}

}
