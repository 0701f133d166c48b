package dev.javaotp.spring.autoconfigure;

import dev.javaotp.spring.observation.MessageObservations;
import dev.javaotp.spring.observation.MessageReceiverObservationConvention;
import dev.javaotp.spring.observation.MessageSenderObservationConvention;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for observations of messages, which have to be asked for: they cost
 * more than most messages do.
 */
@AutoConfiguration(after = OtpAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBooleanProperty("otp.observations.enabled")
@ConditionalOnBooleanProperty(name = "otp.enabled", matchIfMissing = true)
@ConditionalOnBean(ObservationRegistry.class)
@EnableConfigurationProperties(OtpObservationProperties.class)
public final class OtpObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MessageObservations otpMessageObservations(ObservationRegistry registry,
			ObjectProvider<MessageSenderObservationConvention> senderConvention,
			ObjectProvider<MessageReceiverObservationConvention> receiverConvention) {
		return new MessageObservations(registry, senderConvention.getIfUnique(), receiverConvention.getIfUnique());
	}

}
