/**
 * Who has a telephone. The list stands in the database, so that it outlives every
 * process.
 */
@NullMarked
package dev.javaotp.demo.subscriber;

import org.jspecify.annotations.NullMarked;
