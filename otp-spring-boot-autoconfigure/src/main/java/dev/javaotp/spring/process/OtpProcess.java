package dev.javaotp.spring.process;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.javaotp.process.Overflow;
import dev.javaotp.scheduler.Execution;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * Makes a bean a supervised process: each start, a restart after a crash too, creates a
 * new instance, wired by constructor, that handles one message at a time and is destroyed
 * when its process has ended.
 *
 * <pre class="code">
 * &#64;OtpProcess("ledger")
 * class Ledger {
 *
 *     record Deposit(String account, long cents) implements Request&lt;Ledger, Long&gt; {}
 *     record Reset(String account) implements Message&lt;Ledger&gt; {}
 *
 *     private final Map&lt;String, Long&gt; accounts = new HashMap&lt;&gt;();
 *
 *     &#64;HandleCall
 *     long deposit(Deposit deposit) {
 *         return this.accounts.merge(deposit.account(), deposit.cents(), Long::sum);
 *     }
 *
 *     &#64;HandleCast
 *     void reset(Reset reset) {
 *         this.accounts.remove(reset.account());
 *     }
 *
 * }
 * </pre>
 *
 * Clients have a {@link dev.javaotp.gen.ServerRef ServerRef&lt;Ledger&gt;} injected,
 * which finds the process by its name and keeps working across restarts. The class itself
 * is not injected anywhere.
 * <p>
 * Stands on a class that is found by component scanning or registered in another way, or
 * on a {@code @Bean} method. The bean has the prototype scope. The class either has
 * handler methods, marked with {@link HandleCall}, {@link HandleCast}, {@link HandleInfo}
 * and so on, or with {@link OnEvent} if it is a state machine, or implements
 * {@link dev.javaotp.gen.GenServer} or {@link dev.javaotp.gen.statem.GenStatem}.
 * <p>
 * The name of the bean is the name of the process: in the supervision tree of the
 * configuration, in logs and figures, and in the registry. A process that no tree
 * mentions is started below the supervisor {@code otp}.
 * <p>
 * Not for beans without a state of their own that only serve other code on its threads:
 * leave them singletons. For a loop or a periodic job of an existing bean see
 * {@link Supervised}.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public @interface OtpProcess {

	/**
	 * Name of the bean and of the process. On a {@code @Bean} method it is that method
	 * which names the bean, and this is left empty.
	 * @return the name; the class name with a small first letter unless set
	 */
	@AliasFor(annotation = Component.class, attribute = "value")
	String value() default "";

	/**
	 * Whether processes of this kind are only started on demand, any number of them, by a
	 * {@link DynamicSupervisorRef}. Each gets its argument in {@link OnStart}.
	 * @return whether it is dynamic
	 */
	boolean dynamic() default false;

	/**
	 * Whether the process traps exits, so that it hears of the end of processes that it
	 * is linked with as an {@link dev.javaotp.process.Exit} message, and when its
	 * supervisor stops it finishes the handler that runs. Otherwise both end it at once.
	 * <p>
	 * Only for classes with handler methods: a {@link dev.javaotp.gen.GenServer} or
	 * {@link dev.javaotp.gen.statem.GenStatem} does not trap exits unless its
	 * {@code init} says so, as in OTP.
	 * @return whether it traps exits
	 */
	boolean trapExits() default true;

	/**
	 * What is known about the handlers: leave it to be found out unless you know better.
	 * @return how the handlers behave
	 */
	Execution execution() default Execution.AUTO;

	/**
	 * Whether a kill interrupts the thread of a handler that runs. An interrupt may close
	 * what the thread is using, a file channel say; without it the handler of a killed
	 * process goes on until it returns, without any effect on other processes.
	 * @return whether handlers are interrupted
	 */
	boolean interruptible() default true;

	/**
	 * How many messages may wait for a process of this kind; {@code max-mailbox} in the
	 * configuration goes before.
	 * @return the number, or 0 for any number
	 * @see dev.javaotp.process.MailboxLimit
	 */
	int maxMailbox() default 0;

	/**
	 * What happens to messages beyond that; {@code overflow} in the configuration goes
	 * before.
	 * @return what happens when the mailbox is full
	 */
	Overflow overflow() default Overflow.REJECT;

}
