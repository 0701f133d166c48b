package dev.javaotp.scheduler;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WakeUpsTests {

	private final WakeUps wakeUps = new WakeUps();

	@Test
	void atFirstItIsAlwaysWorthwhile() {
		assertThat(outOf(1_000)).isEqualTo(1_000);
	}

	@Test
	void aFewInVainMeanNothing() {
		inVain(WakeUps.TOLERATED);
		assertThat(outOf(1_000)).isEqualTo(1_000);
	}

	@Test
	void theMoreWereInVainTheMoreSeldomItIsWorthwhile() {
		inVain(WakeUps.TOLERATED + 1);
		assertThat(outOf(1_024)).isEqualTo(512);
		inVain(1);
		assertThat(outOf(1_024)).isEqualTo(256);
		inVain(1_000);
		assertThat(outOf(1_024)).as("but it never ceases").isEqualTo(16);
	}

	@Test
	void oneThatWasNeededMakesItWorthwhileAgain() {
		inVain(1_000);
		this.wakeUps.woken(/* needed= */ true);
		assertThat(outOf(1_000)).isEqualTo(1_000);
	}

	private void inVain(int times) {
		for (int i = 0; i < times; i++) {
			this.wakeUps.woken(/* needed= */ false);
		}
	}

	private long outOf(int times) {
		return IntStream.range(0, times).filter((i) -> this.wakeUps.isWorthwhile()).count();
	}

}
