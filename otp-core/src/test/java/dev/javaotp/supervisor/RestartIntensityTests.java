package dev.javaotp.supervisor;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RestartIntensityTests {

	@Test
	void theDefaultIsThreeWithinFiveSeconds() {
		assertThat(RestartIntensity.DEFAULT).isEqualTo(new RestartIntensity(3, Duration.ofSeconds(5)));
		assertThat(RestartIntensity.DEFAULT).hasToString("3 within PT5S");
	}

	@Test
	void aNegativeNumberIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new RestartIntensity(-1, Duration.ofSeconds(5)))
			.withMessage("The number of restarts allowed is -1: expected zero (none is allowed) or more");
	}

	@Test
	void partsOfSecondsAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new RestartIntensity(3, Duration.ofMillis(1500)))
			.withMessage("The period in which restarts are counted is PT1.5S: expected whole seconds, at least one, "
					+ "since that is how they are counted");
	}

	@Test
	void noTimeAtAllIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new RestartIntensity(3, Duration.ZERO))
			.withMessageContaining("is PT0S: expected whole seconds");
	}

}
