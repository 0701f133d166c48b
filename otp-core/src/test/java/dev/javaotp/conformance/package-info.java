/**
 * Runs scenarios that were run on Erlang/OTP 25, too, and compares what happened. The
 * scenarios and Erlang's traces are data, in {@code src/test/resources/conformance}, one
 * folder for each family. Those whose name begins with {@code random} were drawn at
 * random, the others written by hand, one for each rule.
 */
@NullMarked
package dev.javaotp.conformance;

import org.jspecify.annotations.NullMarked;
