/**
 * Family {@code supervisor}: a tree of supervisors and workers, and what befalls it.
 */
@NullMarked
package dev.javaotp.conformance.supervisor;

import org.jspecify.annotations.NullMarked;
