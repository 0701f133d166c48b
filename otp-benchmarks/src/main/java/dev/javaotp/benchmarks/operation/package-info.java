/**
 * Single operations of this runtime, measured by JMH: one class per operation, to be run
 * alone with {@code java -jar benchmarks.jar jmh NAME}.
 * <p>
 * Most operations are a process's own, and JMH calls from a thread outside. So a process
 * {@link dev.javaotp.benchmarks.operation.OperationBenchmark repeats} such an operation
 * some thousand times for each call, which makes the way in and out too small to matter.
 * <p>
 * These are for whoever changes the runtime. How it compares with others is measured by
 * the works of {@link dev.javaotp.benchmarks.work.Work}.
 */
package dev.javaotp.benchmarks.operation;
