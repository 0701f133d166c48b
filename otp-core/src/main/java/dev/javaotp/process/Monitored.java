package dev.javaotp.process;

/**
 * A process and the monitor that watches it from its first moment: what
 * {@code spawn_monitor} returns.
 *
 * @param pid the process
 * @param ref the monitor
 */
public record Monitored(Pid pid, Ref ref) {
}
