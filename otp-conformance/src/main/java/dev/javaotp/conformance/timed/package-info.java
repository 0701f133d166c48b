/**
 * What the families {@code server} and {@code statem} share: one process, the
 * <em>server</em>, and others that call it and send to it at certain times.
 */
@NullMarked
package dev.javaotp.conformance.timed;

import org.jspecify.annotations.NullMarked;
