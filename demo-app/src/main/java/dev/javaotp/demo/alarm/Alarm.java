package dev.javaotp.demo.alarm;

import java.time.Instant;

/**
 * Something that operators should look at.
 *
 * @param at when it happened
 * @param source which part of the exchange is concerned
 * @param text what happened
 */
public record Alarm(Instant at, String source, String text) {

}
