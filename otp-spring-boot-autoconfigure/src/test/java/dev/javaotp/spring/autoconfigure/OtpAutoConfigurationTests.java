package dev.javaotp.spring.autoconfigure;

import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.ReportListener;
import dev.javaotp.scheduler.ManualScheduler;
import dev.javaotp.scheduler.Scheduler;
import dev.javaotp.spring.process.HandleCall;
import dev.javaotp.spring.process.OtpProcess;
import dev.javaotp.spring.process.SupervisionTrees;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OtpAutoConfiguration}.
 */
class OtpAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class));

	@Test
	void aSystemIsThereAndClosedWithTheApplication() {
		this.runner.run((context) -> {
			ProcessSystem system = context.getBean(ProcessSystem.class);
			assertThat(system.isClosed()).isFalse();
			assertThat(system.nodeName()).isEqualTo("otp");
			context.close();
			assertThat(system.isClosed()).isTrue();
		});
	}

	@Test
	void theSystemHasTheNameOfTheApplication() {
		this.runner.withPropertyValues("spring.application.name=exchange")
			.run((context) -> assertThat(context.getBean(ProcessSystem.class).nodeName()).isEqualTo("exchange"));
	}

	@Test
	void theSystemCanHaveANameOfItsOwn() {
		this.runner.withPropertyValues("spring.application.name=exchange", "otp.node-name=north")
			.run((context) -> assertThat(context.getBean(ProcessSystem.class).nodeName()).isEqualTo("north"));
	}

	@Test
	void theNumberOfThreadsCanBeSet() {
		this.runner.withPropertyValues("otp.scheduler.threads=3")
			.run((context) -> assertThat(context.getBean(Scheduler.class).figures().threads()).isEqualTo(3));
	}

	@Test
	void anAbsurdNumberOfThreadsIsRefused() {
		this.runner.withPropertyValues("otp.scheduler.threads=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("otp.scheduler.threads is 0: expected one or more"));
	}

	@Test
	void anAbsurdLimitOfReportsIsRefused() {
		this.runner.withPropertyValues("otp.reports.limit=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("otp.reports.limit is 0: expected one or more"));
		this.runner.withPropertyValues("otp.reports.within=0s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("otp.reports.within is PT0S: expected more than zero"));
	}

	@Test
	void aSystemOfTheApplicationIsUsed() {
		this.runner.withUserConfiguration(OwnSystem.class).run((context) -> {
			assertThat(context).hasSingleBean(ProcessSystem.class).doesNotHaveBean(Scheduler.class);
			assertThat(context.getBean(ProcessSystem.class).nodeName()).isEqualTo("own");
		});
	}

	@Test
	void aSchedulerOfTheApplicationIsUsed() {
		this.runner.withUserConfiguration(OwnScheduler.class)
			.run((context) -> assertThat(context.getBean(ProcessSystem.class).scheduler())
				.isInstanceOf(ManualScheduler.class));
	}

	@Test
	void aReportListenerOfTheApplicationIsUsed() {
		this.runner.withUserConfiguration(OwnReports.class)
			.run((context) -> assertThat(context).hasSingleBean(ReportListener.class)
				.doesNotHaveBean(ReportLogger.class));
	}

	@Test
	void customizersHaveTheLastWord() {
		this.runner.withUserConfiguration(Customized.class)
			.withPropertyValues("otp.node-name=north")
			.run((context) -> assertThat(context.getBean(ProcessSystem.class).nodeName()).isEqualTo("customized"));
	}

	@Test
	void withoutProcessesThereIsASystemInWhichNothingStarts() {
		this.runner.withPropertyValues("otp.enabled=false").run((context) -> {
			assertThat(context.getBean(ProcessSystem.class).isClosed()).isTrue();
			assertThat(context).doesNotHaveBean(SupervisionTrees.class).doesNotHaveBean(Scheduler.class);
		});
	}

	@Test
	void theLoggingContextNamesTheProcessWhenAskedTo() {
		this.runner.withBean("echo", Echo.class).withPropertyValues("otp.mdc=true").run((context) -> {
			ServerRef<Echo> echo = ServerRef.named(context.getBean(ProcessSystem.class), "echo");
			assertThat(echo.call(new Who())).matches("echo <0\\.\\d+\\.0>");
		});
	}

	@Test
	void theLoggingContextIsLeftAloneOtherwise() {
		this.runner.withBean("echo", Echo.class).run((context) -> {
			ServerRef<Echo> echo = ServerRef.named(context.getBean(ProcessSystem.class), "echo");
			assertThat(echo.call(new Who())).isEqualTo("null null");
		});
	}

	record Who() implements Request<Echo, String> {
	}

	@OtpProcess("echo")
	static class Echo {

		@HandleCall
		String who(Who who) {
			return MDC.get("otp.process") + " " + MDC.get("otp.pid");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSystem {

		@Bean
		ProcessSystem processSystem() {
			return ProcessSystem.builder().nodeName("own").build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnScheduler {

		@Bean
		ManualScheduler manualScheduler() {
			return new ManualScheduler(1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnReports {

		@Bean
		ReportListener reports() {
			return (report) -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customized {

		@Bean
		ProcessSystemBuilderCustomizer customizer() {
			return (builder) -> builder.nodeName("customized");
		}

	}

}
