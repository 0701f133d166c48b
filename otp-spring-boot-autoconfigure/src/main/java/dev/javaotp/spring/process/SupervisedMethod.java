package dev.javaotp.spring.process;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import dev.javaotp.gen.BehaviourLoop;
import dev.javaotp.gen.LinkedStart;
import dev.javaotp.gen.StartOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A {@link Supervised} method: what is called, how often, and the gate that keeps two
 * runs apart. The gate belongs to the method, not to a process: a run that ignored its
 * interrupt outlives its process, and the next process waits for it.
 */
final class SupervisedMethod {

	private final ConfigurableListableBeanFactory beanFactory;

	private final String name;

	private final String beanName;

	private final Class<?> type;

	private final Method method;

	private final @Nullable Duration every;

	// guarded by this: the run inside the gate, and who is told when it has left
	private @Nullable Thread running;

	private @Nullable Runnable waiting;

	SupervisedMethod(ConfigurableListableBeanFactory beanFactory, String name, String beanName, Class<?> type,
			Method method, @Nullable Duration every) {
		this.beanFactory = beanFactory;
		this.name = name;
		this.beanName = beanName;
		this.type = type;
		this.method = method;
		this.every = every;
	}

	String name() {
		return this.name;
	}

	String beanName() {
		return this.beanName;
	}

	Class<?> type() {
		return this.type;
	}

	Method method() {
		return this.method;
	}

	/**
	 * Time between two runs; {@code null} for a method that runs until it is interrupted.
	 */
	@Nullable Duration every() {
		return this.every;
	}

	LinkedStart start() {
		return (parent) -> BehaviourLoop.startLinkAsync(parent, new SupervisedLoop(this),
				StartOptions.named(this.name));
	}

	/**
	 * Call the method on a thread of its own, if the last run has ended.
	 * @param ended told what the method threw, or {@code null} when it has returned; the
	 * gate is free again by then
	 * @param free told once when the run in the way has ended
	 * @return the thread, or {@code null} if the last run has not ended
	 */
	synchronized @Nullable Thread run(Consumer<@Nullable Throwable> ended, Runnable free) {
		if (this.running != null) {
			this.waiting = free;
			return null;
		}
		Thread thread = Thread.ofPlatform()
			.daemon()
			.name("otp-" + this.name)
			.inheritInheritableThreadLocals(false)
			.unstarted(() -> {
				Throwable thrown = call();
				leave();
				ended.accept(thrown);
			});
		// a thread that inherits nothing would have the one of the JDK
		thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
		this.running = thread;
		thread.start();
		return thread;
	}

	private @Nullable Throwable call() {
		try {
			Object bean = this.beanFactory.getBean(this.beanName);
			Method invocable = ProxyCheck.invocable(this.method, bean.getClass());
			ReflectionUtils.makeAccessible(invocable);
			invocable.invoke(bean);
			return null;
		}
		catch (InvocationTargetException ex) {
			return ex.getTargetException();
		}
		catch (Throwable ex) {
			return ex;
		}
	}

	private void leave() {
		Runnable waiting;
		synchronized (this) {
			this.running = null;
			waiting = this.waiting;
			this.waiting = null;
		}
		if (waiting != null) {
			waiting.run();
		}
	}

	/** Add what is wrong with calling the method through the proxy of its bean. */
	void checkProxy(List<String> problems) {
		String problem = ProxyCheck.problem("@Supervised method", this.method,
				ProxyCheck.predict(this.beanFactory, this.beanName, this.type));
		if (problem != null) {
			problems.add(problem);
		}
	}

	/** The thread of the run that has not ended, if there is one. */
	synchronized @Nullable Thread running() {
		return this.running;
	}

	@Override
	public String toString() {
		return ClassUtils.getShortName(this.type) + "." + this.method.getName();
	}

}
