@NullMarked
package dev.javaotp.conformance.scenario;

import org.jspecify.annotations.NullMarked;
