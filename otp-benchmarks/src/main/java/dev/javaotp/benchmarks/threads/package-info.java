/**
 * How the works are done by plain virtual threads, one per process, each with a queue.
 */
package dev.javaotp.benchmarks.threads;
