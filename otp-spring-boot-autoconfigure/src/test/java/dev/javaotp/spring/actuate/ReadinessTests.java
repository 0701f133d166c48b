package dev.javaotp.spring.actuate;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.Registry;
import dev.javaotp.spring.process.HandleInfo;
import dev.javaotp.spring.process.OnStart;
import dev.javaotp.spring.process.OtpProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/** When an application with supervised processes takes requests. */
class ReadinessTests {

	@Test
	void anApplicationIsReadyOnlyWhenItsTreesHaveStarted() {
		try (ConfigurableApplicationContext context = start()) {
			assertThat(context.getBean(Seen.class).states).containsExactly(ReadinessState.REFUSING_TRAFFIC);
			assertThat(context.getBean(ApplicationAvailability.class).getReadinessState())
				.isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
			assertThat(readiness(context)).isEqualTo(Status.UP);
		}
	}

	@Test
	void readinessFollowsTheTreesIfItsGroupSaysSo() {
		try (ConfigurableApplicationContext context = start()) {
			ProcessSystem system = context.getBean(ProcessSystem.class);
			system.exit(Registry.of(system).whereIs("otp"), ExitReason.KILL);
			Awaitility.await().untilAsserted(() -> assertThat(readiness(context)).isEqualTo(Status.DOWN));
		}
	}

	private static ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run("--management.endpoint.health.probes.enabled=true",
					"--management.endpoint.health.group.readiness.include=readinessState,otp");
	}

	private static Status readiness(ConfigurableApplicationContext context) {
		return context.getBean(HealthEndpoint.class).healthForPath("readiness").getStatus();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Slow.class, Seen.class })
	static class Application {

	}

	static class Seen {

		private final List<ReadinessState> states = new CopyOnWriteArrayList<>();

	}

	/** Looks whether the application is ready while it starts. */
	@OtpProcess
	static class Slow {

		private final ApplicationAvailability availability;

		private final Seen seen;

		Slow(ApplicationAvailability availability, Seen seen) {
			this.availability = availability;
			this.seen = seen;
		}

		@OnStart
		void start() {
			this.seen.states.add(this.availability.getReadinessState());
		}

		@HandleInfo
		void handle(String message) {
		}

	}

}
