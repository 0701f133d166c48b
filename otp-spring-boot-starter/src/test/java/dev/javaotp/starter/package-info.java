/**
 * What an application gets that has the starter, and other starters besides.
 */
@NullMarked
package dev.javaotp.starter;

import org.jspecify.annotations.NullMarked;
