/**
 * Who runs: gives runnable things a thread, fairly. It knows tasks with a budget, not
 * processes.
 * <p>
 * {@link dev.javaotp.scheduler.Scheduler} is the seam between processes and threads, with
 * {@link dev.javaotp.scheduler.ThreadScheduler} for real life, whose class comment is the
 * essay on how it works, and {@link dev.javaotp.scheduler.ManualScheduler} for tests.
 * {@link dev.javaotp.scheduler.TimeSource} is the seam for clock and timers, with
 * {@link dev.javaotp.scheduler.ManualTime} for tests. A handler may block or compute:
 * {@link dev.javaotp.scheduler.Kind} is what the scheduler learns from it.
 */
@NullMarked
package dev.javaotp.scheduler;

import org.jspecify.annotations.NullMarked;
