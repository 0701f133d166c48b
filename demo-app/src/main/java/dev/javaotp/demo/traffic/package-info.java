/**
 * Artificial customers, who keep the exchange busy.
 */
@NullMarked
package dev.javaotp.demo.traffic;

import org.jspecify.annotations.NullMarked;
