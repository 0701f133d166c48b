package dev.javaotp.supervisor;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestartWindowTests {

	private static RestartWindow window(int maxRestarts, int seconds) {
		return new RestartWindow(new RestartIntensity(maxRestarts, Duration.ofSeconds(seconds)));
	}

	@Test
	void asManyAsTheIntensityAreMadeAndTheNextIsOneTooMany() {
		RestartWindow window = window(3, 5);
		assertThat(window.add(0)).isTrue();
		assertThat(window.add(0)).isTrue();
		assertThat(window.add(0)).isTrue();
		assertThat(window.add(0)).isFalse();
	}

	@Test
	void withIntensityZeroTheFirstIsOneTooMany() {
		assertThat(window(0, 5).add(0)).isFalse();
	}

	@Test
	void aRestartExactlyOnePeriodOldStillCounts() {
		RestartWindow window = window(1, 5);
		assertThat(window.add(100)).isTrue();
		assertThat(window.add(105)).isFalse();
	}

	@Test
	void aRestartOneSecondOlderDoesNot() {
		RestartWindow window = window(1, 5);
		assertThat(window.add(100)).isTrue();
		assertThat(window.add(106)).isTrue();
	}

	@Test
	void theWindowSlides() {
		RestartWindow window = window(2, 5);
		assertThat(window.add(0)).isTrue();
		assertThat(window.add(4)).isTrue();
		assertThat(window.add(6)).isTrue();
		assertThat(window.add(9)).as("those at 4, 6 and 9 are three").isFalse();
	}

	@Test
	void thoseOfOneSecondCountOneByOneAndAreForgottenTogether() {
		RestartWindow window = window(4, 5);
		window.add(0);
		window.add(0);
		window.add(0);
		window.add(2);
		assertThat(window.used(5)).isEqualTo(1.0);
		assertThat(window.used(6)).isEqualTo(0.25);
	}

	@Test
	void timeMayBeNegativeAsMonotonicTimeMayBe() {
		RestartWindow window = window(1, 5);
		assertThat(window.add(-7)).isTrue();
		assertThat(window.add(-2)).isFalse();
	}

	@Test
	void whatIsUsedGrowsToOneAndFallsAgain() {
		RestartWindow window = window(2, 5);
		assertThat(window.used(0)).isZero();
		window.add(0);
		assertThat(window.used(0)).isEqualTo(0.5);
		window.add(3);
		assertThat(window.used(3)).isEqualTo(1.0);
		assertThat(window.used(6)).isEqualTo(0.5);
		assertThat(window.used(9)).isZero();
	}

	@Test
	void whereNoRestartIsAllowedAllIsUsed() {
		assertThat(window(0, 5).used(0)).isEqualTo(1.0);
	}

}
