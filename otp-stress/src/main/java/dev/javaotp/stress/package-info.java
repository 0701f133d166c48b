/**
 * Two threads at one process, in every order the hardware has to offer: jcstress runs
 * each of these races millions of times and lists the outcomes it saw.
 * <p>
 * {@link dev.javaotp.stress.ActorScheduler} lets the two actors of a race run processes
 * themselves, at exactly the point that is to be tested.
 */
@NullMarked
package dev.javaotp.stress;

import org.jspecify.annotations.NullMarked;
