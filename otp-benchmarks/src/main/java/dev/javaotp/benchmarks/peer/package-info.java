/**
 * Those who are compared, each in an operating system process of its own.
 * <p>
 * A {@link dev.javaotp.benchmarks.peer.Peer} knows how to do some of the works.
 * {@link dev.javaotp.benchmarks.peer.PeerMain} runs one in a JVM that obeys the lines it
 * reads; {@link dev.javaotp.benchmarks.peer.PeerProcess} is the other end of that line.
 * The BEAM obeys the same lines.
 */
@NullMarked
package dev.javaotp.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
