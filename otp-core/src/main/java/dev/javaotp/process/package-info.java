/**
 * What is alive: processes with mailboxes, links, monitors, aliases and timers.
 * <p>
 * {@link dev.javaotp.process.ProcessSystem} owns them,
 * {@link dev.javaotp.process.ProcessContext} is what one of them may do. A process is a
 * plain {@link dev.javaotp.process.ProcessBody body of code}, or a
 * {@link dev.javaotp.process.MessageHandler} that reacts to messages; behaviours, in
 * {@code gen}, are the latter.
 * <h2>Signals and order</h2> Messages, exit signals, links and monitors from one process
 * to another take effect in the order in which they were sent. Between two senders, or
 * two receivers, nothing is promised. {@code kill}, and an exit signal that is not
 * trapped, act on arrival, also when messages wait or a handler runs; a trapped exit and
 * a {@link dev.javaotp.process.Down} queue like any message. Nothing overtakes anything.
 * <p>
 * A dying process first gives up what it owns (its name), then tells its links and
 * monitors. No message of a process comes after its {@code Down}.
 */
@NullMarked
package dev.javaotp.process;

import org.jspecify.annotations.NullMarked;
