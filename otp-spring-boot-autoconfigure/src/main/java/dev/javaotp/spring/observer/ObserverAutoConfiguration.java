package dev.javaotp.spring.observer;

import java.time.Clock;

import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.actuate.OtpEndpoint;
import dev.javaotp.spring.actuate.OtpEndpointWebExtension;
import dev.javaotp.spring.autoconfigure.OtpAutoConfiguration;
import dev.javaotp.spring.autoconfigure.OtpEndpointProperties;
import dev.javaotp.spring.autoconfigure.ProcessSystemBuilderCustomizer;
import dev.javaotp.spring.autoconfigure.Redaction;
import dev.javaotp.supervisor.Supervision;
import dev.javaotp.supervisor.SupervisorFigures;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for the {@link ObserverEndpoint}.
 */
@AutoConfiguration(after = OtpAutoConfiguration.class)
@ConditionalOnClass({ WebEndpoint.class, ConditionalOnAvailableEndpoint.class, JsonMapper.class })
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty(name = "otp.enabled", matchIfMissing = true)
@ConditionalOnBean(ProcessSystem.class)
@ConditionalOnAvailableEndpoint(ObserverEndpoint.class)
@EnableConfigurationProperties({ OtpEndpointProperties.class, ObserverProperties.class })
@ImportRuntimeHints(ObserverRuntimeHints.class)
public final class ObserverAutoConfiguration {

	// without the system, which is built with it
	@Bean
	static LastWords otpObserverLastWords(OtpEndpointProperties properties) {
		return new LastWords(properties.showValues() != Show.NEVER);
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	static ProcessSystemBuilderCustomizer otpObserverReports(LastWords lastWords) {
		return (builder) -> builder.alsoReportTo(lastWords::report);
	}

	@Bean
	History otpObserverHistory(ProcessSystem system, LastWords lastWords, ObserverProperties properties) {
		Supervision supervision = Supervision.of(system);
		History history = new History(Clock.systemUTC(),
				(path, pid) -> supervision.find(path)
					.filter(SupervisorFigures::isDynamic)
					.flatMap(SupervisorFigures::pid)
					.filter((supervisor) -> supervisor != pid)
					.isPresent(),
				Redaction::text, Redaction::cause, lastWords, properties);
		supervision.addListener(history);
		return history;
	}

	@Bean
	Viewers otpObserverViewers(ProcessSystem system, History history, ObserverProperties properties) {
		return new Viewers(system, history, Clock.systemUTC(), properties.pages());
	}

	@Bean
	@ConditionalOnMissingBean
	ObserverEndpoint otpObserverEndpoint(ProcessSystem system, Viewers viewers, History history, Streams streams,
			OtpEndpointProperties properties, WebEndpointProperties web,
			ObjectProvider<EndpointAccessResolver> accessResolver, ApplicationEventPublisher publisher) {
		String path = web.getPathMapping().getOrDefault("observer", "observer");
		Access access = accessResolver.stream()
			.map((resolver) -> resolver.accessFor(EndpointId.of("observer"), Access.READ_ONLY))
			.findFirst()
			.orElse(Access.READ_ONLY);
		return new ObserverEndpoint(new ObserverEndpoint.Parts(system, viewers, history, streams,
				reader(system, Show.NEVER, properties), reader(system, properties.showValues(), properties),
				new Traces(Clock.systemUTC(), System::nanoTime, properties.showValues() != Show.NEVER),
				(context) -> properties.showValues().isShown(context, properties.roles()),
				access == Access.UNRESTRICTED, path.substring(path.lastIndexOf('/') + 1), publisher));
	}

	private static OtpEndpointWebExtension reader(ProcessSystem system, Show show, OtpEndpointProperties properties) {
		return new OtpEndpointWebExtension(new OtpEndpoint(system, show), show, properties.roles());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	static class ServletConfiguration {

		@Bean
		Streams otpObserverStreams() {
			return new ServletStreams();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	static class ReactiveConfiguration {

		@Bean
		Streams otpObserverStreams() {
			return new ReactiveStreams();
		}

	}

}
