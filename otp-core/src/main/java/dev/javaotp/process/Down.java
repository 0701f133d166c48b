package dev.javaotp.process;

/**
 * What a monitor tells its owner, once, when the monitored process has ended: Erlang's
 * {@code {'DOWN', Ref, process, Object, Reason}}.
 *
 * @param ref the monitor, as {@link ProcessContext#monitor(Pid)} returned it
 * @param process what was monitored: a {@link Pid}, or the name if it was monitored by
 * name
 * @param reason why it ended; {@code noproc} if it was not there
 */
public record Down(Ref ref, Object process, ExitReason reason) {
}
