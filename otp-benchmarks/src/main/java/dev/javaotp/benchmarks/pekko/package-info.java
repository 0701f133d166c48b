/**
 * How the works are done by Apache Pekko with classic actors.
 * <p>
 * Actors extend {@code UntypedAbstractActor}, which Pekko's documentation names for
 * actors that are to be fast: it saves the matching that {@code AbstractActor} does for
 * each message.
 */
package dev.javaotp.benchmarks.pekko;
