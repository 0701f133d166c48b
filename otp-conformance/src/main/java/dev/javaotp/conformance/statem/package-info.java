/**
 * Family {@code statem}: one gen_statem that follows a table, and who calls it when.
 */
@NullMarked
package dev.javaotp.conformance.statem;

import org.jspecify.annotations.NullMarked;
