package dev.javaotp.spring.process;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method of a state machine, an {@link OtpProcess} with {@link OnEvent} methods,
 * that is called whenever it enters certain states, the first one too.
 *
 * <pre class="code">
 * &#64;OnEnter("OPEN")
 * EnterResult&lt;Door&gt; opened() {
 *     return EnterResult.keep(this, Action.stateTimeout(Duration.ofSeconds(10), "lock"));
 * }
 * </pre>
 *
 * It may take the state and the {@link dev.javaotp.process.ProcessContext}, and returns
 * nothing or a {@link dev.javaotp.gen.statem.EnterResult} whose data is {@code this}. One
 * method is called for each state: the one for exactly this state before one for a sealed
 * type that it belongs to, and this before one for all states.
 * <p>
 * Mirrors the state enter calls of Erlang's {@code gen_statem}. It cannot go to another
 * state; an event that does may be caused by a time-out of zero.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface OnEnter {

	/**
	 * The states: names of constants of the enum, or simple names of types of the sealed
	 * interface. A parameter of such a type says the same.
	 * @return the states; empty for all
	 */
	String[] value() default {};

}
