package dev.javaotp.scheduler;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTests {

	private static final int TOLERATED = 4;

	private final Backoff backoff = new Backoff(TOLERATED);

	@Test
	void atFirstItIsAlwaysWorthwhile() {
		assertThat(outOf(1_000)).isEqualTo(1_000);
	}

	@Test
	void aFewFailuresMeanNothing() {
		fail(TOLERATED);
		assertThat(outOf(1_000)).isEqualTo(1_000);
	}

	@Test
	void theMoreFailTheMoreSeldomItIsWorthwhile() {
		fail(TOLERATED + 1);
		assertThat(outOf(1_024)).isEqualTo(512);
		fail(1);
		assertThat(outOf(1_024)).isEqualTo(256);
		fail(1_000);
		assertThat(outOf(1_024)).as("but it never ceases").isEqualTo(16);
	}

	@Test
	void oneSuccessMakesItWorthwhileAgain() {
		fail(1_000);
		this.backoff.succeeded();
		assertThat(outOf(1_000)).isEqualTo(1_000);
	}

	private void fail(int times) {
		for (int i = 0; i < times; i++) {
			this.backoff.failed();
		}
	}

	private long outOf(int times) {
		return IntStream.range(0, times).filter((i) -> this.backoff.isWorthwhile()).count();
	}

}
