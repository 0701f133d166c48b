/**
 * What all families of scenarios have in common: their files and fields, the terms of
 * Erlang as strings, runs on a manual scheduler, and the comparison of traces.
 */
@NullMarked
package dev.javaotp.conformance.scenario;

import org.jspecify.annotations.NullMarked;
