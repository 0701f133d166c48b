package dev.javaotp.demo.switching;

import dev.javaotp.gen.From;
import dev.javaotp.process.Pid;
import dev.javaotp.process.Ref;

/**
 * What connects two lines at the switchboard, as long as their call lasts.
 *
 * @param call the call
 * @param caller the line that called
 * @param called the line that was called
 * @param watch tells when the line of the caller crashes
 * @param customer who waits to hear whether it rings
 */
record Cord(Call call, Pid caller, Pid called, Ref watch, From<CallReply> customer) {
}
