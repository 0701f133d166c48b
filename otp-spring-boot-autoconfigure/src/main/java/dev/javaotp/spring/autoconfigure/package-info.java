/**
 * Auto-configuration: what an application gets by having the starter on its class path,
 * the properties that change it, and how crashes are logged.
 */
@NullMarked
package dev.javaotp.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
