package dev.javaotp.spring.autoconfigure;

import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.actuate.OtpHealthContributor;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for the health of the supervision trees.
 */
@AutoConfiguration(after = OtpAutoConfiguration.class)
@ConditionalOnClass({ CompositeHealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBooleanProperty(name = "otp.enabled", matchIfMissing = true)
@ConditionalOnBean(ProcessSystem.class)
@ConditionalOnEnabledHealthIndicator("otp")
public final class OtpHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "otpHealthContributor", "otpHealthIndicator" })
	OtpHealthContributor otpHealthContributor(ProcessSystem system) {
		return new OtpHealthContributor(system);
	}

}
