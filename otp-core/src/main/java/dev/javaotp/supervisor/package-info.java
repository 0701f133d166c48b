/**
 * Who is restarted: supervisors, which start children, watch them, and start them again
 * when they fail.
 * <p>
 * {@link dev.javaotp.supervisor.Supervisor} has children with names and an order,
 * described by a {@link dev.javaotp.supervisor.SupervisorSpec};
 * {@link dev.javaotp.supervisor.DynamicSupervisor} has any number of one kind, started on
 * demand; {@link dev.javaotp.supervisor.PartitionSupervisor} has several that share the
 * work of one, {@link dev.javaotp.supervisor.TaskSupervisor} has tasks. When a child is
 * restarted says {@link dev.javaotp.supervisor.Restart}, who is restarted with it
 * {@link dev.javaotp.supervisor.Strategy}, how often before the supervisor gives up
 * {@link dev.javaotp.supervisor.RestartIntensity}, how children are stopped
 * {@link dev.javaotp.supervisor.Shutdown}. What all supervisors of a system do can be
 * seen, without asking them, through {@link dev.javaotp.supervisor.Supervision}.
 * <h2>How it works</h2> A supervisor is an event-driven process that never blocks its
 * thread: what is to be done is a plan of steps, and while a step waits for a child only
 * the messages of that child are handled; all others wait, in order, as in OTP.
 * Strategies decide, one loop acts.
 * <p>
 * Children start in order and stop in reverse order, one at a time; those of a dynamic
 * supervisor stop all at once. A supervisor that gave up, or was told to end by its
 * parent, ends after its children; one that was killed leaves them to their links.
 */
@NullMarked
package dev.javaotp.supervisor;

import org.jspecify.annotations.NullMarked;
