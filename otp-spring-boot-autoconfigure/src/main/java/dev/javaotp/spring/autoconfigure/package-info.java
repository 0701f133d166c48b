/**
 * Auto-configuration: what an application gets by having the starter on its class path.
 */
@NullMarked
package dev.javaotp.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
