@NullMarked
package dev.javaotp.supervisor;

import org.jspecify.annotations.NullMarked;
