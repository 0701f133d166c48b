package dev.javaotp.spring.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the meters.
 *
 * @param enabled Whether to register meters of processes and supervisors.
 * @param maxProcesses Maximum number of process names that get time series of their own;
 * processes beyond are counted together as "other".
 */
@ConfigurationProperties("otp.metrics")
public record OtpMetricsProperties(@DefaultValue("true") boolean enabled, @DefaultValue("1000") int maxProcesses) {
}
