/**
 * Family {@code signals}: plain processes that link, monitor, name, kill and tell each
 * other.
 */
@NullMarked
package dev.javaotp.conformance.signals;

import org.jspecify.annotations.NullMarked;
