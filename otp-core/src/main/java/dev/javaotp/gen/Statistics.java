package dev.javaotp.gen;

import java.time.Duration;

/**
 * What a behaviour has counted since it was told to, see {@link Sys#getStatistics}.
 * Erlang's reductions have no equivalent here.
 *
 * @param running for how long it has counted
 * @param messagesIn how many messages came
 * @param messagesOut how many answers went out
 */
public record Statistics(Duration running, long messagesIn, long messagesOut) {
}
