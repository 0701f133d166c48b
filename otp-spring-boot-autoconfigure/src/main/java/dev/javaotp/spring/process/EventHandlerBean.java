package dev.javaotp.spring.process;

import java.lang.reflect.Method;

import dev.javaotp.gen.event.EventHandler;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.OrderUtils;

/**
 * A bean that is a handler of events: what is known of it before there is any instance,
 * and how instances are made and destroyed.
 */
final class EventHandlerBean {

	private final ConfigurableListableBeanFactory beanFactory;

	private final String name;

	private final Class<?> type;

	private final String manager;

	EventHandlerBean(ConfigurableListableBeanFactory beanFactory, String name, Class<?> type, String manager) {
		this.beanFactory = beanFactory;
		this.name = name;
		this.type = type;
		this.manager = manager;
	}

	/** The name of the bean and of the guard. */
	String name() {
		return this.name;
	}

	/** The user's class. */
	Class<?> type() {
		return this.type;
	}

	/** The name of the event manager that it belongs to. */
	String manager() {
		return this.manager;
	}

	/**
	 * Where it stands among the handlers of its manager. As everywhere in Spring the
	 * {@code @Bean} method has the say, then the class.
	 */
	int order() {
		Method factoryMethod = (this.beanFactory.getMergedBeanDefinition(this.name) instanceof RootBeanDefinition root)
				? root.getResolvedFactoryMethod() : null;
		Integer order = (factoryMethod != null) ? OrderUtils.getOrder(factoryMethod) : null;
		return (order != null) ? order : OrderUtils.getOrder(this.type, Ordered.LOWEST_PRECEDENCE);
	}

	/** What it takes. */
	ResolvableType events() {
		return ResolvableType.forClass(this.type).as(EventHandler.class).getGeneric(1);
	}

	@SuppressWarnings("unchecked")
	EventHandler<?, Object, ?> create() {
		return (EventHandler<?, Object, ?>) this.beanFactory.getBean(this.name);
	}

	void destroy(Object bean) {
		Object target = AopProxyUtils.getSingletonTarget(bean);
		this.beanFactory.destroyBean(this.name, (target != null) ? target : bean);
	}

	@Override
	public String toString() {
		return this.name + " (" + this.type.getName() + ")";
	}

}
