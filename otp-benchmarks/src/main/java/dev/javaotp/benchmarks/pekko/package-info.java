/**
 * How the works are done by Apache Pekko, classic and typed.
 */
package dev.javaotp.benchmarks.pekko;
