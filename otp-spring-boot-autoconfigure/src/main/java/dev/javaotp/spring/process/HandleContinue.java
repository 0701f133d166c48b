package dev.javaotp.spring.process;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method of an {@link OtpProcess} that goes on after a method that returned
 * {@link dev.javaotp.gen.Next#continueWith(Object)}, before any message is taken. It
 * takes the argument that was given there, and the method with the most specific
 * parameter gets it: the place for the part of a start that takes long.
 *
 * <pre class="code">
 * &#64;OnStart
 * Next start() {
 *     return Next.continueWith(Load.ALL);
 * }
 *
 * &#64;HandleContinue
 * void load(Load what) {
 *     …
 * }
 * </pre>
 *
 * It may also take the {@link dev.javaotp.process.ProcessContext}, and return a
 * {@link dev.javaotp.gen.Next}. An exception ends the process. Mirrors
 * {@code handle_continue} of Erlang's {@code gen_server}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface HandleContinue {

}
