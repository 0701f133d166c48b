/**
 * Works that concern a Spring Boot application with the starter: what its meters cost,
 * how long an operator waits for an answer while a million processes are alive, and what
 * the starter adds to the start of an application.
 */
@NullMarked
package dev.javaotp.benchmarks.spring;

import org.jspecify.annotations.NullMarked;
