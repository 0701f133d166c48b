package dev.javaotp.gen;

import dev.javaotp.process.Ref;
import org.jspecify.annotations.Nullable;

/**
 * How a start with a monitor went: what {@code start_monitor} returns.
 *
 * @param result how the start went
 * @param monitor the monitor, {@code null} if the start did not succeed: then no
 * {@code Down} comes either
 */
public record MonitoredStart(StartResult result, @Nullable Ref monitor) {
}
