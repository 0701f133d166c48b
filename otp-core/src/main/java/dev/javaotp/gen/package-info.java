/**
 * How one process serves others: the generic halves of OTP's behaviours, and the protocol
 * between a client and a server.
 * <p>
 * Start with {@link dev.javaotp.gen.GenServer}, whose first lines are a whole server, or
 * with {@link dev.javaotp.gen.Agent}, which only keeps a value; state machines are in the
 * package {@code statem}, functions in a process of their own in {@code task}. A client
 * needs a {@link dev.javaotp.gen.ServerRef}; {@link dev.javaotp.gen.Request} and
 * {@link dev.javaotp.gen.Message} are what it says. {@link dev.javaotp.gen.Sys} looks at
 * running processes. Who writes a behaviour of another kind begins with
 * {@link dev.javaotp.gen.BehaviourLoop}.
 *
 * <h2>A call</h2>
 *
 * One object goes the whole way: it is the message, the place for the answer, and what
 * the caller waits on. The answer does not pass through a mailbox, so a late one cannot
 * be left there, and a plain thread may call as well as a process. The object is
 * completed by whoever comes first: the server with its answer, the end of the server, or
 * the caller, who gives up when its time is up. All else is dropped.
 *
 * <h2>A start</h2>
 *
 * The name is registered before {@code init} runs, in the new process. Whoever started it
 * is told when {@code init} is through, or, if it failed, when the process and its name
 * are gone, so that the next try finds the name free.
 */
@NullMarked
package dev.javaotp.gen;

import org.jspecify.annotations.NullMarked;
