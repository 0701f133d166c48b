/**
 * Tests of processes, a class for each part of Erlang's rules. {@code Machine} is a
 * system for one test, {@code Puppet} a process that does what the test says, and
 * {@code Answer} what a test waits for.
 */
package dev.javaotp.process;
