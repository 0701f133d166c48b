package dev.javaotp.spring.process;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method of an {@link OtpProcess} that takes what is no call and no cast:
 * {@link dev.javaotp.process.Down} of a process that is monitored,
 * {@link dev.javaotp.process.Exit} of one that is linked,
 * {@link dev.javaotp.gen.Timeout}, and anything that was sent as a plain message. The
 * method with the most specific parameter gets a message.
 * <p>
 * It may also take the {@link dev.javaotp.process.ProcessContext}, and return a
 * {@link dev.javaotp.gen.Next} to say what comes next.
 * <p>
 * An exception ends the process, and its supervisor restarts it. A message that no method
 * takes is logged and dropped. Mirrors {@code handle_info} of Erlang's
 * {@code gen_server}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface HandleInfo {

}
