/**
 * State machines: one process that is always in one of several states, and does something
 * different with the same event in each.
 * <p>
 * Start with {@link dev.javaotp.gen.statem.GenStatem}, whose first lines are a whole
 * machine and whose table says in which order everything happens. What a machine is told
 * is an {@link dev.javaotp.gen.statem.Event}; what it answers is a
 * {@link dev.javaotp.gen.statem.Transition} with {@link dev.javaotp.gen.statem.Action}s.
 * {@link dev.javaotp.gen.statem.StateFunctions} has one method for each state.
 * {@link dev.javaotp.gen.statem.GenFsm} is for machines that were written for
 * {@code gen_fsm}.
 * <p>
 * Clients use the same {@link dev.javaotp.gen.ServerRef} as for any server, and
 * {@link dev.javaotp.gen.Sys} shows a machine's
 * {@link dev.javaotp.gen.statem.StateAndData} and, to those who watch it, each
 * {@link dev.javaotp.gen.statem.StatemEvent}.
 *
 * <h2>How it works</h2>
 *
 * One event goes through {@code GenStatemLoop}, which asks the machine, collects what it
 * wants in a {@code Turn}, and carries it out when the last state enter call is through.
 * {@code EventQueue} keeps the events that were postponed or inserted, {@code Timeouts}
 * those that are to come.
 */
@NullMarked
package dev.javaotp.gen.statem;

import org.jspecify.annotations.NullMarked;
