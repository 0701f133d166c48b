/**
 * How the works are done by Apache Pekko with typed actors.
 */
package dev.javaotp.benchmarks.pekko.typed;
