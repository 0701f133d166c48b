/**
 * Family {@code server}: one gen_server that follows a script, and who calls it when.
 */
@NullMarked
package dev.javaotp.conformance.server;

import org.jspecify.annotations.NullMarked;
