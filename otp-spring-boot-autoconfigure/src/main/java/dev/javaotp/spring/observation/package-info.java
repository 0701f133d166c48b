/**
 * Observations of messages between processes, for traces and timers: one where a message
 * is sent, one where it is handled, and what makes the second a part of the trace of the
 * first.
 * <p>
 * Nothing here is in the way of any message unless it is switched on, with
 * {@code otp.observations.enabled}. See {@code docs/guide/tracing.md} for the names of
 * all observations and keys.
 */
@NullMarked
package dev.javaotp.spring.observation;

import org.jspecify.annotations.NullMarked;
