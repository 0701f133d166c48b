/**
 * How the works are done by the event bus of Vert.x.
 */
package dev.javaotp.benchmarks.vertx;
