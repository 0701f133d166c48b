@NullMarked
package dev.javaotp.conformance.random;

import org.jspecify.annotations.NullMarked;
