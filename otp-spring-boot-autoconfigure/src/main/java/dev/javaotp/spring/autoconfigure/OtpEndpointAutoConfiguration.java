package dev.javaotp.spring.autoconfigure;

import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.actuate.ActionDescriptor;
import dev.javaotp.spring.actuate.NodeDescriptor;
import dev.javaotp.spring.actuate.OtpEndpoint;
import dev.javaotp.spring.actuate.OtpEndpointWebExtension;
import dev.javaotp.spring.actuate.ProblemDescriptor;
import dev.javaotp.spring.actuate.ProcessDescriptor;
import dev.javaotp.spring.actuate.ProcessesDescriptor;
import dev.javaotp.spring.actuate.TreeDescriptor;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for the {@link OtpEndpoint}.
 */
@AutoConfiguration(after = OtpAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBooleanProperty(name = "otp.enabled", matchIfMissing = true)
@ConditionalOnBean(ProcessSystem.class)
@ConditionalOnAvailableEndpoint(OtpEndpoint.class)
@EnableConfigurationProperties(OtpEndpointProperties.class)
// what the selector leads to is no return type that Boot could find by itself
@RegisterReflectionForBinding({ NodeDescriptor.class, TreeDescriptor.class, ProcessesDescriptor.class,
		ProcessDescriptor.class, ActionDescriptor.class, ProblemDescriptor.class })
public final class OtpEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	OtpEndpoint otpEndpoint(ProcessSystem system, OtpEndpointProperties properties) {
		return new OtpEndpoint(system, properties.showValues());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	OtpEndpointWebExtension otpEndpointWebExtension(OtpEndpoint endpoint, OtpEndpointProperties properties) {
		return new OtpEndpointWebExtension(endpoint, properties.showValues(), properties.roles());
	}

}
