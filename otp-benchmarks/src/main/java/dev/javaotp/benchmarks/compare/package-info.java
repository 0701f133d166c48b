/**
 * Takes turns between the peers and writes down what came out:
 * {@link dev.javaotp.benchmarks.compare.CompareCommand} reads the options,
 * {@link dev.javaotp.benchmarks.compare.Comparison} runs, the reports write.
 */
@NullMarked
package dev.javaotp.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
