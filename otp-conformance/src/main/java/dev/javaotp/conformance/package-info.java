/**
 * The commands that hold the core against Erlang/OTP. A scenario is a JSON file that says
 * what processes do to each other; its trace is what came of it. Erlang's own traces, the
 * golden ones, stand beside the scenarios, so both can be compared as values.
 * <p>
 * {@link dev.javaotp.conformance.RunScenarios} writes the traces of this core,
 * {@link dev.javaotp.conformance.VerifyScenarios} compares them with the golden ones.
 * Each family of scenarios has a package of its own with its runner; what they share is
 * in {@code scenario}.
 */
@NullMarked
package dev.javaotp.conformance;

import org.jspecify.annotations.NullMarked;
