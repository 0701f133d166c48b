package dev.javaotp.gen;

import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;

/**
 * The message that tells a process how a start that it does not wait for went: it comes
 * exactly once. When the start failed the process is gone by then, name and all; if the
 * parent traps exits the {@link dev.javaotp.process.Exit} of the link comes as well,
 * before or after this.
 *
 * @param pid the process, as {@link LinkedStart#startLink(ProcessContext)} returned it
 * @param result how it went
 */
public record StartAck(Pid pid, StartResult result) {
}
