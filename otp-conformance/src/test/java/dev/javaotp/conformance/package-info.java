@NullMarked
package dev.javaotp.conformance;

import org.jspecify.annotations.NullMarked;
