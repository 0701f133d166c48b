/**
 * What the documentation of the starter shows, compiled and tested.
 */
@NullMarked
package dev.javaotp.examples;

import org.jspecify.annotations.NullMarked;
