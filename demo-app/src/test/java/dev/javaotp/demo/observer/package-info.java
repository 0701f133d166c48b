/**
 * The observer page as people see it: in a real browser, on the running exchange. Without
 * Chromium these tests are skipped, except on the build server.
 */
@NullMarked
package dev.javaotp.demo.observer;

import org.jspecify.annotations.NullMarked;
