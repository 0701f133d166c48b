package dev.javaotp.examples;

import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.autoconfigure.OtpAutoConfiguration;
import dev.javaotp.spring.autoconfigure.OtpObservationAutoConfiguration;
import dev.javaotp.spring.observation.MessageObservations;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** The example of the page about tracing. */
class OrdersTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class, OtpObservationAutoConfiguration.class))
		.withBean(ObservationRegistry.class, () -> this.registry)
		.withUserConfiguration(Orders.class);

	@Test
	void theConventionOfTheApplicationAddsItsKey() {
		this.runner.withPropertyValues("otp.observations.enabled=true").run((context) -> {
			order(context.getBean(ProcessSystem.class));
			Awaitility.await()
				.untilAsserted(() -> TestObservationRegistryAssert.assertThat(this.registry)
					.hasObservationWithNameEqualTo("otp.handle")
					.that()
					.hasBeenStopped()
					.hasContextualNameEqualTo("handle Orders.Order")
					.hasLowCardinalityKeyValue("priority", "high"));
		});
	}

	@Test
	void nothingIsObservedUnlessAskedFor() {
		this.runner.run((context) -> {
			assertThat(context).doesNotHaveBean(MessageObservations.class);
			order(context.getBean(ProcessSystem.class));
			TestObservationRegistryAssert.assertThat(this.registry).doesNotHaveAnyObservation();
		});
	}

	@Test
	void anApplicationWithoutMicrometerStartsAllTheSame() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class, OtpObservationAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.withPropertyValues("otp.observations.enabled=true")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("otpMessageObservations"));
	}

	private static void order(ProcessSystem system) {
		ServerRef.<Orders.Kitchen>named(system, "kitchen").cast(new Orders.Order("soup", "high"));
	}

}
