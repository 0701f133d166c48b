/**
 * Scenarios drawn at random, to find what nobody thought of: one generator for each
 * family, and a shrinker that makes a scenario on which two sides disagree small enough
 * to read.
 * <p>
 * The generators stay inside what Erlang orders. Where two processes could do something
 * at once, the trace of a scenario would depend on luck, so such scenarios are not drawn;
 * each generator says in what it holds back.
 */
@NullMarked
package dev.javaotp.conformance.random;

import org.jspecify.annotations.NullMarked;
