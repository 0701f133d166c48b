package dev.javaotp.spring.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for observations.
 *
 * @param enabled Whether calls and casts are observed where they are sent and where they
 * are handled, as parts of one trace.
 */
@ConfigurationProperties("otp.observations")
public record OtpObservationProperties(@DefaultValue("false") boolean enabled) {
}
