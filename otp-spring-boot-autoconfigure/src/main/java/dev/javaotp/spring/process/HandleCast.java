package dev.javaotp.spring.process;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method of an {@link OtpProcess} that takes a cast: the messages that its
 * parameter can hold, each a {@link dev.javaotp.gen.Message} of the class. The method
 * with the most specific parameter gets a message.
 * <p>
 * It may also take the {@link dev.javaotp.process.ProcessContext}, and return a
 * {@link dev.javaotp.gen.Next} to say what comes next.
 * <p>
 * An exception ends the process, and its supervisor restarts it. So does a message that
 * no method takes. Mirrors {@code handle_cast} of Erlang's {@code gen_server}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface HandleCast {

}
