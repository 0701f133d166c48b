/**
 * Runs scenarios that were run on Erlang/OTP 25, too, and compares what happened. The
 * scenarios and Erlang's traces are data, in {@code src/test/resources/conformance}, one
 * folder for each family.
 */
@NullMarked
package dev.javaotp.conformance;

import org.jspecify.annotations.NullMarked;
