package dev.javaotp.process;

/**
 * An exit signal that has become a message, since its receiver traps exits: Erlang's
 * {@code {'EXIT', From, Reason}}.
 *
 * @param from who ended, or who sent the signal
 * @param reason why
 * @see ProcessContext#trapExits(boolean)
 */
public record Exit(Pid from, ExitReason reason) {
}
