/**
 * What can be done over HTTP. What a client sends is checked here, before any process
 * hears of it; what cannot be done is told as a problem detail (RFC 9457).
 */
@NullMarked
package dev.javaotp.demo.web;

import org.jspecify.annotations.NullMarked;
