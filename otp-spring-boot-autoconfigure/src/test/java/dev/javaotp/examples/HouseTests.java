package dev.javaotp.examples;

import dev.javaotp.spring.autoconfigure.OtpAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class HouseTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class))
		.withUserConfiguration(House.class);

	@Test
	void aHandlerHearsWhatTheSensorTells() {
		this.runner.run((context) -> {
			House.Sensor sensor = context.getBean(House.Sensor.class);
			sensor.smoke();
			sensor.smoke();
			assertThat(sensor.heard()).containsExactly("smoke", "smoke");
		});
	}

}
