package dev.javaotp.demo;

import java.time.Duration;

import dev.javaotp.demo.ExchangeProperties.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ExchangePropertiesTests {

	@ParameterizedTest
	@ValueSource(ints = { -1, 1001 })
	void trafficHasBounds(int callsPerSecond) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Traffic(callsPerSecond))
			.withMessage("exchange.traffic.calls-per-second must be between 0 and 1000, found " + callsPerSecond);
	}

	@Test
	void aTelephoneRingsForAWhile() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ExchangeProperties(Duration.ZERO, new Traffic(0)))
			.withMessage("exchange.ring-timeout must be more than 0, found PT0S");
	}

}
