package dev.javaotp.spring.autoconfigure;

import java.util.stream.Stream;

import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.Exchange;
import dev.javaotp.spring.actuate.OtpEndpoint;
import dev.javaotp.spring.actuate.OtpEndpointWebExtension;
import dev.javaotp.spring.actuate.OtpHealthContributor;
import dev.javaotp.spring.actuate.ProcessDescriptor;
import dev.javaotp.spring.actuate.TreeDescriptor;
import dev.javaotp.spring.metrics.OtpMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/** Endpoint, health and meters: each by itself, each only where its library is. */
class OtpOperationsAutoConfigurationTests {

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withUserConfiguration(Application.class)
		.withInitializer((context) -> context.getEnvironment().setConversionService(new ApplicationConversionService()))
		.withPropertyValues("management.endpoints.web.exposure.include=otp");

	private final ApplicationContextRunner runner = this.bare.withUserConfiguration(Registry.class);

	@Test
	void allAreThereWhenTheirLibrariesAre() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.hasSingleBean(OtpEndpoint.class)
			.hasSingleBean(OtpEndpointWebExtension.class)
			.hasSingleBean(OtpHealthContributor.class)
			.hasSingleBean(OtpMetrics.class));
	}

	@Test
	void noneIsThereWhenProcessesAreSwitchedOff() {
		this.runner.withPropertyValues("otp.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(OtpEndpoint.class)
				.doesNotHaveBean(OtpHealthContributor.class)
				.doesNotHaveBean(OtpMetrics.class));
	}

	@Test
	void withoutTheActuatorThereIsNoEndpoint() {
		this.runner.withClassLoader(new FilteredClassLoader(Endpoint.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("otpEndpoint")
				.hasSingleBean(OtpHealthContributor.class)
				.hasSingleBean(OtpMetrics.class));
		this.runner.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("otpEndpoint"));
	}

	@Test
	void withoutTheHealthLibraryThereIsNoHealth() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(OtpEndpoint.class)
				.doesNotHaveBean("otpHealthContributor")
				.hasSingleBean(OtpMetrics.class));
	}

	@Test
	void withoutMicrometerThereAreNoMeters() {
		this.bare.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(OtpEndpoint.class)
				.hasSingleBean(OtpHealthContributor.class)
				.doesNotHaveBean("otpMetrics"));
	}

	@Test
	void withNoneOfTheLibrariesTheProcessesRunAllTheSame() {
		this.bare
			.withClassLoader(new FilteredClassLoader("io.micrometer", "org.springframework.boot.health",
					"org.springframework.boot.actuate", "org.springframework.boot.micrometer",
					"org.springframework.boot.webmvc", "org.springframework.boot.webflux",
					"org.springframework.boot.web.server"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(ProcessSystem.class));
	}

	@Test
	void anEndpointThatIsNotExposedIsNotThere() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=health")
			.run((context) -> assertThat(context).doesNotHaveBean(OtpEndpoint.class));
		this.runner.withPropertyValues("management.endpoint.otp.access=none")
			.run((context) -> assertThat(context).doesNotHaveBean(OtpEndpoint.class));
	}

	@Test
	void anEndpointThatIsExposedOverJmxAloneHasNoWebExtension() {
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=health",
					"management.endpoints.jmx.exposure.include=otp", "spring.jmx.enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(OtpEndpoint.class)
				.doesNotHaveBean(OtpEndpointWebExtension.class));
	}

	@Test
	void metersAndHealthCanBeSwitchedOff() {
		this.runner.withPropertyValues("otp.metrics.enabled=false", "management.health.otp.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(OtpEndpoint.class)
				.doesNotHaveBean(OtpMetrics.class)
				.doesNotHaveBean(OtpHealthContributor.class));
	}

	@Test
	void beansOfTheApplicationGoBefore() {
		this.runner.withUserConfiguration(OwnBeans.class).run((context) -> {
			assertThat(context).hasSingleBean(OtpEndpoint.class)
				.hasSingleBean(OtpMetrics.class)
				.doesNotHaveBean(OtpHealthContributor.class);
			assertThat(context.getBean("ownEndpoint")).isSameAs(context.getBean(OtpEndpoint.class));
			assertThat(context.getBean("ownMetrics")).isSameAs(context.getBean(OtpMetrics.class));
		});
	}

	@Test
	void theMetersAreBoundToTheRegistryOfTheApplication() {
		this.runner
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class))
			.run((context) -> {
				Exchange.start(context.getBean(ProcessSystem.class));
				assertThat(context.getBean(MeterRegistry.class)
					.get("otp.process.restarts")
					.tags("process", "ledger", "supervisor", "exchange")
					.functionCounter()
					.count()).isZero();
			});
	}

	@Test
	void theStateIsShownOverJmxOnlyIfItAlwaysIs() {
		this.runner.run(
				(context) -> assertThat(state(context.getBean(OtpEndpoint.class), context.getBean(ProcessSystem.class)))
					.isEqualTo("hidden"));
		this.runner.withPropertyValues("otp.endpoint.show-values=always")
			.run((context) -> assertThat(
					state(context.getBean(OtpEndpoint.class), context.getBean(ProcessSystem.class)))
				.isEqualTo("shown"));
	}

	@Test
	void whatTheEndpointAnswersCanBeSerializedInANativeImage() {
		GenerationContext generation = new DefaultGenerationContext(new ClassNameGenerator(ClassName.get(getClass())),
				new InMemoryGeneratedFiles());
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of("management.endpoints.web.exposure.include=otp").applyTo(context);
			context.register(OwnSystem.class, OtpEndpointAutoConfiguration.class);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
		RuntimeHints hints = generation.getRuntimeHints();
		assertThat(Stream.of(TreeDescriptor.class, TreeDescriptor.Node.class, ProcessDescriptor.class,
				ProcessDescriptor.Place.class, ProcessDescriptor.State.class))
			.allMatch((type) -> RuntimeHintsPredicates.reflection().onType(type).test(hints));
	}

	private static String state(OtpEndpoint endpoint, ProcessSystem system) {
		Exchange.start(system);
		ProcessDescriptor ledger = (ProcessDescriptor) endpoint.read(new String[] { "processes", "ledger" }, null, null,
				null);
		return ledger.state().availability();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ OtpAutoConfiguration.class, OtpEndpointAutoConfiguration.class,
			OtpHealthAutoConfiguration.class, OtpMetricsAutoConfiguration.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class Registry {

		@Bean
		MeterRegistry registry() {
			return new SimpleMeterRegistry();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSystem {

		@Bean
		ProcessSystem system() {
			return ProcessSystem.create();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnBeans {

		@Bean
		OtpEndpoint ownEndpoint(ProcessSystem system) {
			return new OtpEndpoint(system, Show.NEVER);
		}

		@Bean
		OtpMetrics ownMetrics(ProcessSystem system) {
			return new OtpMetrics(system, 10);
		}

		@Bean
		HealthContributor otpHealthContributor() {
			return (HealthIndicator) () -> Health.up().build();
		}

	}

}
