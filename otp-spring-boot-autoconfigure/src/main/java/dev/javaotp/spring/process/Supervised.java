package dev.javaotp.spring.process;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.AliasFor;

/**
 * Makes a method of a singleton bean a supervised process, so that a loop or a periodic
 * job does not end in silence: an exception is reported, and the method called again by
 * its supervisor, as often as that allows.
 *
 * <pre class="code">
 * &#64;Supervised
 * void pump() throws InterruptedException {
 *     while (true) {
 *         forward(this.queue.take());
 *     }
 * }
 *
 * &#64;Supervised(name = "expiry", every = "${expiry.every:10s}")
 * void expire() {
 *     this.sessions.removeIf(Session::isOld);
 * }
 * </pre>
 *
 * Without {@link #every()} the process lives as long as the method runs; that it returns
 * is a normal end, after which a permanent child is started again and a transient one is
 * not. With {@code every} the process calls the method again and again.
 * <p>
 * The method takes no parameters and runs on a thread of its own, which is interrupted
 * when the process is to end; until it returns, or its {@code shutdown} is over, the
 * supervisor waits. It is never called again before the last run has ended, even if that
 * ignores its interrupt after a kill.
 * <p>
 * A restart calls the method on the same bean, whose state is what the crashed run left:
 * for a fresh state at each start see {@link OtpProcess}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface Supervised {

	/**
	 * Name of the process, in the supervision tree as elsewhere.
	 * @return the name; {@code bean.method} unless set
	 */
	@AliasFor("value")
	String name() default "";

	/**
	 * Name of the process, for when it is the only attribute.
	 * @return the name
	 */
	@AliasFor("name")
	String value() default "";

	/**
	 * Time from one run's beginning to the next one's, such as {@code 10s}; placeholders
	 * are resolved. The first run begins at once; one that takes longer delays those
	 * after it.
	 * @return the time, empty for a method that runs until it is interrupted
	 */
	String every() default "";

}
