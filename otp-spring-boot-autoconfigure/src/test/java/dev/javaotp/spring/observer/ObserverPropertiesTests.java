package dev.javaotp.spring.observer;

import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.autoconfigure.OtpAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** What can be configured, and when there is no page. */
class ObserverPropertiesTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class, ObserverAutoConfiguration.class))
		.withBean(WebEndpointProperties.class)
		.withPropertyValues("management.endpoints.web.exposure.include=observer");

	@ParameterizedTest
	@CsvSource({ "events,0", "events,-1", "crashes,0", "crashes,-5", "pages,0", "pages,-2147483648" })
	void absurdNumbersAreRefused(String name, String value) {
		this.runner.withPropertyValues("otp.observer." + name + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("otp.observer." + name + " is " + value + ": expected one or more"));
	}

	@Test
	void oneOfEachIsEnough() {
		this.runner.withPropertyValues("otp.observer.events=1", "otp.observer.crashes=1", "otp.observer.pages=1")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(ObserverEndpoint.class));
	}

	@Test
	void anApplicationMayBringItsOwnSystem() {
		this.runner.withBean(ProcessSystem.class, ProcessSystem::create)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(ObserverEndpoint.class));
	}

	@Test
	void withoutExposureNothingIsRemembered() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=health")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ObserverEndpoint.class)
				.doesNotHaveBean(History.class)
				.doesNotHaveBean(LastWords.class));
	}

}
