/**
 * What operators see and do over HTTP and JMX: the actuator endpoint {@code otp} and the
 * health of the supervision trees. Reading asks no process and waits for none, with one
 * exception: the state of a process, which only the process itself can show.
 * <p>
 * All that is here is optional: it needs the actuator, and health needs its library.
 */
@NullMarked
package dev.javaotp.spring.actuate;

import org.jspecify.annotations.NullMarked;
