package dev.javaotp.spring.autoconfigure;

import java.time.Duration;

import dev.javaotp.gen.MessageInterceptor;
import dev.javaotp.gen.MessageInterceptors;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.ReportListener;
import dev.javaotp.scheduler.ManualScheduler;
import dev.javaotp.scheduler.Scheduler;
import dev.javaotp.scheduler.ThreadScheduler;
import dev.javaotp.spring.process.MdcPropagation;
import dev.javaotp.spring.process.ProcessBeanRegistrar;
import dev.javaotp.spring.process.ProcessBeans;
import dev.javaotp.spring.process.SupervisionTrees;
import dev.javaotp.spring.supervision.SupervisionTree;
import dev.javaotp.spring.supervision.SupervisionTreeFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for supervised processes.
 * <p>
 * Three things, of which the first happens in any case: process beans become prototypes
 * with references to be injected instead ({@link ProcessBeanRegistrar}); there is a
 * {@link ProcessSystem}; and the supervision trees are started and stopped with the
 * application ({@link SupervisionTrees}).
 */
@AutoConfiguration
@EnableConfigurationProperties(OtpProperties.class)
public final class OtpAutoConfiguration {

	@Bean
	static ProcessBeanRegistrar otpProcessBeanRegistrar(Environment environment) {
		return new ProcessBeanRegistrar(environment);
	}

	@Bean
	ProcessBeans otpProcessBeans(ProcessBeanRegistrar registrar) {
		return registrar.processBeans();
	}

	/**
	 * The system, unless the application brings its own.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "otp.enabled", matchIfMissing = true)
	@ConditionalOnMissingBean(ProcessSystem.class)
	static class SystemConfiguration {

		@Bean
		@ConditionalOnMissingBean
		Scheduler otpScheduler(OtpProperties properties) {
			Integer threads = properties.scheduler().threads();
			return (threads != null) ? ThreadScheduler.create("otp", threads) : ThreadScheduler.create("otp");
		}

		@Bean
		@ConditionalOnMissingBean(ReportListener.class)
		ReportLogger otpReportLogger(OtpProperties properties, Scheduler scheduler) {
			return new ReportLogger(properties.reports(), scheduler.time());
		}

		@Bean
		ProcessSystem otpProcessSystem(OtpProperties properties, Environment environment, Scheduler scheduler,
				ReportListener reportListener, ObjectProvider<ProcessSystemBuilderCustomizer> customizers) {
			ProcessSystem.Builder builder = ProcessSystem.builder()
				.nodeName(nodeName(properties, environment))
				.scheduler(scheduler)
				.longMailbox(properties.longMailbox())
				.reportListener(reportListener);
			customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
			return builder.build();
		}

		private static String nodeName(OtpProperties properties, Environment environment) {
			String name = properties.nodeName();
			if (!StringUtils.hasText(name)) {
				name = environment.getProperty("spring.application.name");
			}
			return StringUtils.hasText(name) ? name : "otp";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "otp.enabled", matchIfMissing = true)
	static class TreesConfiguration {

		@Bean
		SupervisionTrees otpSupervisionTrees(ProcessSystem system, ProcessBeans beans, OtpProperties properties,
				ObjectProvider<SupervisionTree> declared, ObjectProvider<MessageInterceptor> interceptors,
				ApplicationContext context, Environment environment) {
			interceptors.orderedStream().forEach(MessageInterceptors.of(system)::add);
			SupervisionTree tree = new SupervisionTreeFactory(environment).create(beans,
					declared.orderedStream().toList());
			Duration timeLimit = Binder.get(environment)
				.bind("spring.lifecycle.timeout-per-shutdown-phase", Duration.class)
				.orElse(Duration.ofSeconds(30));
			if (properties.mdc()) {
				beans.bracketMdc();
			}
			return new SupervisionTrees(system, beans, tree, context, timeLimit);
		}

	}

	/**
	 * First of all, so that what others put into the logging context for the time of a
	 * message, a tracer its ids say, goes before what came with the message.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty("otp.propagate-mdc")
	static class MdcConfiguration {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		MdcPropagation otpMdcPropagation() {
			return new MdcPropagation();
		}

	}

	/**
	 * What is left when processes are switched off: a system in which nothing can be
	 * started, for references to point to.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "otp.enabled", havingValue = false)
	static class DisabledConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ProcessSystem otpProcessSystem(ProcessBeans beans) {
			ProcessSystem system = ProcessSystem.builder().scheduler(new ManualScheduler(0)).build();
			system.close();
			beans.disable(system);
			return system;
		}

	}

}
