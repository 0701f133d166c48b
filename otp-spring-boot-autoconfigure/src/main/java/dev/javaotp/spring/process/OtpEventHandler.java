package dev.javaotp.spring.process;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * Makes a bean, which implements {@link dev.javaotp.gen.event.EventHandler}, a handler of
 * an event manager: it is added when the manager has started.
 *
 * <pre class="code">
 * &#64;OtpEventHandler(manager = "alarms")
 * class Pager implements EventHandler&lt;Integer, Alarm, HandlerRequest&lt;?, ?&gt;&gt; { ... }
 * </pre>
 *
 * Whoever has something to tell has an {@link dev.javaotp.gen.event.EventManagerRef
 * EventManagerRef&lt;Alarm&gt;} injected; where there are several managers of one type of
 * events, with the name of the manager as {@code @Qualifier}.
 * <p>
 * A handler that throws is removed by its manager, as in Erlang. Here each handler has a
 * guard, a supervised process with the name of the bean: it ends with what the handler
 * threw, its restart adds a new instance of the bean, and the crash counts as a restart.
 * The other handlers keep their states. A handler that removes itself is not added again
 * before the manager is restarted. {@code @PreDestroy} is called when the handler has
 * been removed.
 * <p>
 * The manager stands in the tree as {@code - events: alarms}; one that no tree mentions
 * is started below the supervisor {@code otp}. Handlers are added in the order of
 * {@link org.springframework.core.annotation.Order @Order} at the {@code @Bean} method or
 * else at the class, and called in the reverse one: the newest first.
 * <p>
 * Not for listeners to application events of Spring, which run on the thread of whoever
 * publishes: those are {@code @EventListener} methods.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public @interface OtpEventHandler {

	/**
	 * Name of the event manager.
	 * @return the name
	 */
	String manager();

	/**
	 * Name of the bean and of the guard.
	 * @return the name; the class name with a small first letter unless set
	 */
	@AliasFor(annotation = Component.class, attribute = "value")
	String value() default "";

}
