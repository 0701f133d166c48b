package dev.javaotp.spring.autoconfigure;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the endpoint.
 *
 * @param showValues When to show the state of processes, which may hold what operators
 * should not see.
 * @param roles Roles used to determine whether a user is authorized to be shown the state
 * of processes. When empty, all authenticated users are authorized.
 */
@ConfigurationProperties("otp.endpoint")
public record OtpEndpointProperties(@DefaultValue("never") Show showValues, @DefaultValue Set<String> roles) {
}
