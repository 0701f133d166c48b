package dev.javaotp.spring.actuate;

import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Some of the processes: what {@code /actuator/otp/processes} shows.
 *
 * @param total how many there are that fit the filter
 * @param processes the first of them in the order asked for
 */
public record ProcessesDescriptor(int total, List<ProcessSummary> processes) implements OperationResponseBody {
}
