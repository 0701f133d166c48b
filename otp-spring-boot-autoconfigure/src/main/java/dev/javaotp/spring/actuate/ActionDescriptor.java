package dev.javaotp.spring.actuate;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * An action that has begun.
 *
 * @param process the process, as it was named
 * @param action what is being done to it
 */
public record ActionDescriptor(String process, String action) implements OperationResponseBody {
}
