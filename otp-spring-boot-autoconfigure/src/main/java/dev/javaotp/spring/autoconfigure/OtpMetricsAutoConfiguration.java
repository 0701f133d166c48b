package dev.javaotp.spring.autoconfigure;

import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.metrics.OtpMetrics;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for the meters of processes and supervisors.
 */
@AutoConfiguration(afterName = { "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = { "otp.enabled", "otp.metrics.enabled" }, matchIfMissing = true)
@ConditionalOnBean({ ProcessSystem.class, MeterRegistry.class })
@EnableConfigurationProperties(OtpMetricsProperties.class)
public final class OtpMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	OtpMetrics otpMetrics(ProcessSystem system, OtpMetricsProperties properties) {
		return new OtpMetrics(system, properties.maxProcesses());
	}

}
