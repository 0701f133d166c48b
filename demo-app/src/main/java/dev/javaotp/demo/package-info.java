/**
 * A telephone exchange, the application that shows the starter at work.
 */
@NullMarked
package dev.javaotp.demo;

import org.jspecify.annotations.NullMarked;
