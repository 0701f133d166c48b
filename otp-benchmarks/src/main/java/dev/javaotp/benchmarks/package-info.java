/**
 * The same work, done by this runtime and by its peers, side by side.
 * <p>
 * {@link dev.javaotp.benchmarks.Benchmarks} is the command. What is done stands in
 * {@link dev.javaotp.benchmarks.work}, one package per peer says how each does it
 * ({@code otp}, {@code pekko}, {@code vertx}, {@code threads}, {@code beam}),
 * {@link dev.javaotp.benchmarks.peer} runs a peer in a process of its own, and
 * {@link dev.javaotp.benchmarks.compare} takes turns between them and writes the table.
 * Benchmarks of single operations, by JMH, are in
 * {@code dev.javaotp.benchmarks.operation}.
 */
@NullMarked
package dev.javaotp.benchmarks;

import org.jspecify.annotations.NullMarked;
