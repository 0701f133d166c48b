/**
 * What is measured: each {@link dev.javaotp.benchmarks.work.Work} is a description that
 * every peer follows in its own manner, with the size it is done in.
 */
@NullMarked
package dev.javaotp.benchmarks.work;

import org.jspecify.annotations.NullMarked;
