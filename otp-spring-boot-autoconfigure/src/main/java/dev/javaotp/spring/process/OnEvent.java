package dev.javaotp.spring.process;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method of an {@link OtpProcess} that is a state machine: what it does with an
 * event in certain states. The first state is what the {@link OnStart} method returns,
 * and the type that it returns, an enum or a sealed interface, says which states there
 * are. What else the machine knows are the fields of the class.
 *
 * <pre class="code">
 * &#64;OtpProcess("door")
 * class Door {
 *
 *     enum State { LOCKED, OPEN }
 *     record Unlock(String code) implements Request&lt;Door, Boolean&gt; {}
 *
 *     &#64;OnStart
 *     State start() {
 *         return State.LOCKED;
 *     }
 *
 *     &#64;OnEvent("LOCKED")
 *     Transition&lt;State, Door&gt; unlock(Unlock unlock, From&lt;Boolean&gt; caller) {
 *         return Transition.next(State.OPEN, this, Action.reply(caller, true),
 *                 Action.stateTimeout(Duration.ofSeconds(10), "lock"));
 *     }
 *
 *     &#64;OnEvent("OPEN")
 *     State lock(Event.StateTimeout&lt;?, ?&gt; timeout) {
 *         return State.LOCKED;
 *     }
 *
 *     &#64;OnEvent
 *     boolean unlock(Unlock unlock) {
 *         return false;
 *     }
 *
 * }
 * </pre>
 *
 * One parameter is the event: a {@link dev.javaotp.gen.Request} or
 * {@link dev.javaotp.gen.Message} of the class, any other message, or one of
 * {@code Event.StateTimeout}, {@code Event.EventTimeout}, {@code Event.NamedTimeout} and
 * {@code Event.Internal}. Beside it the method may take the state, the
 * {@link dev.javaotp.process.ProcessContext} and, for a request, the
 * {@link dev.javaotp.gen.From}.
 * <p>
 * A method that takes a request and no {@code From} returns the answer, and the machine
 * stays in its state. Every other method returns nothing to stay, the next state, or a
 * {@link dev.javaotp.gen.statem.Transition} whose data is {@code this}, to have actions
 * carried out.
 * <p>
 * Of several methods, the one for exactly this state goes before those for a sealed type
 * that the state belongs to, and these before those for all states; among them the one
 * with the most specific event. A call, a cast, a time-out or an internal event that no
 * method takes crashes the machine; any other message is logged and dropped. To leave an
 * event for a later state return a transition that postpones it.
 * <p>
 * Mirrors Erlang's {@code gen_statem} in the callback mode {@code state_functions}. Not
 * for machines whose data has to be a value, or that change their code while they run:
 * implement {@link dev.javaotp.gen.statem.GenStatem}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface OnEvent {

	/**
	 * The states: names of constants of the enum, or simple names of types of the sealed
	 * interface. A parameter of such a type says the same.
	 * @return the states; empty for all
	 */
	String[] value() default {};

}
