/**
 * For tests of processes: without a sleep, and with the same outcome each time.
 * <p>
 * A {@link dev.javaotp.test.Simulation} is a system whose processes run one at a time, in
 * an order drawn from a seed, in a time that only the test moves.
 * {@link dev.javaotp.test.SimulationTest} runs a test method with several seeds and says,
 * when it fails, how to run the failing one again.
 * <p>
 * {@link dev.javaotp.test.Probe} is a process that the test looks through: it gets
 * messages, watches others, and stands in for a server. {@link dev.javaotp.test.Await}
 * waits for what happens to processes. Both work in a simulation, and in a system with
 * real threads, that of a {@code @SpringBootTest} for example.
 */
@NullMarked
package dev.javaotp.test;

import org.jspecify.annotations.NullMarked;
