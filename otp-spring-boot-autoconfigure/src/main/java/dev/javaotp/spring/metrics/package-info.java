/**
 * Meters: how many processes there are, how full their mailboxes, how often they were
 * restarted and why they ended, how long calls take, and how busy the scheduler is.
 * <p>
 * Processes count for themselves, and what they count is read when somebody looks. The
 * number of time series follows the number of names in the supervision trees: all
 * children of a dynamic supervisor share those of their supervisor.
 */
@NullMarked
package dev.javaotp.spring.metrics;

import org.jspecify.annotations.NullMarked;
