package dev.javaotp.spring.process;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method of an {@link OtpProcess} that answers a call: the requests that its
 * parameter can hold. The parameter is a {@link dev.javaotp.gen.Request} of the class, or
 * an interface that several requests have in common; if several methods take a request
 * the one with the most specific parameter gets it.
 * <p>
 * What it returns is the answer. To answer later, or from elsewhere, the method takes a
 * {@link dev.javaotp.gen.From} as well and returns nothing:
 *
 * <pre class="code">
 * &#64;HandleCall
 * void next(Next next, From&lt;Job&gt; caller) {
 *     this.waiting.add(caller);
 * }
 * </pre>
 *
 * It may also take the {@link dev.javaotp.process.ProcessContext}. Parameters can stand
 * in any order. With {@code From} it may return a {@link dev.javaotp.gen.Next} instead of
 * nothing, to say what comes next.
 * <p>
 * An exception ends the process, and its supervisor restarts it; the caller gets a
 * {@link dev.javaotp.gen.CallException}. So does a request that no method takes. What is
 * an ordinary outcome, an account that does not exist say, belongs into the answer.
 * <p>
 * Mirrors {@code handle_call} of Erlang's {@code gen_server}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface HandleCall {

}
