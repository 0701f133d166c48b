package dev.javaotp.spring.process;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks the method of an {@link OtpProcess} that runs in its process before any message
 * is handled, after the bean is complete. Whoever starts the process waits for it: a
 * supervisor starts its next child only afterwards, and when it throws, the start has
 * failed.
 * <p>
 * It may take the {@link dev.javaotp.process.ProcessContext}, to keep it, and, if the
 * process is started on demand, one argument: what
 * {@link DynamicSupervisorRef#start(Object)} was given, at each restart the same.
 *
 * <pre class="code">
 * &#64;OnStart
 * void start(String number, ProcessContext self) {
 *     this.number = number;
 *     self.label("line " + number);
 * }
 * </pre>
 *
 * It may return a {@link dev.javaotp.gen.Next} to say what comes next; {@code continue}
 * for what takes long. That of a class with {@link OnEvent} methods returns the first
 * state.
 * <p>
 * A {@link dev.javaotp.gen.GenServer} or {@link dev.javaotp.gen.statem.GenStatem} may
 * have such a method for its argument, which runs before its {@code init} and returns
 * nothing. Mirrors {@code init} of Erlang's {@code gen_server}. Not for calls to
 * processes that start later: {@code continue} does not help either, since the supervisor
 * may be busy; call when a message arrives.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface OnStart {

}
