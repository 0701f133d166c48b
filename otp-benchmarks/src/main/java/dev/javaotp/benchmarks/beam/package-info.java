/**
 * How the works are done by Erlang/OTP itself on its virtual machine, the BEAM.
 * <p>
 * The works are Erlang modules, which stand in {@code src/main/erlang} and travel beside
 * this package's classes. They are compiled by the {@code erlc} that is found, so that
 * they run on whichever release is installed; 25 is the oldest that has all they use.
 */
@NullMarked
package dev.javaotp.benchmarks.beam;

import org.jspecify.annotations.NullMarked;
