/**
 * How the works are done by this runtime.
 */
package dev.javaotp.benchmarks.otp;
