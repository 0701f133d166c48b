package dev.javaotp.spring.process;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.SpringProxy;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;
import org.springframework.beans.factory.support.AbstractBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Whether a method can be called through the proxy that a bean has, for
 * {@code @Transactional} say: what a proxy does not see would run on the proxy itself,
 * whose fields are all {@code null}.
 */
final class ProxyCheck {

	private ProxyCheck() {
	}

	/**
	 * Return the method to call on a bean.
	 * @param method the method of the user's class
	 * @param bean the class of the bean, perhaps that of a proxy
	 * @return the method itself, or what a proxy of interfaces has for it
	 */
	static Method invocable(Method method, Class<?> bean) {
		if (!Proxy.isProxyClass(bean)) {
			return method;
		}
		Method found = find(method, bean);
		return (found != null) ? found : method;
	}

	private static @Nullable Method find(Method method, Class<?> proxy) {
		for (Class<?> type : proxy.getInterfaces()) {
			Method found = ReflectionUtils.findMethod(type, method.getName(), method.getParameterTypes());
			if (found != null) {
				return found;
			}
		}
		return null;
	}

	/**
	 * Return the class that a bean will have: that of a proxy, if those who make proxies
	 * say so. Some only decide when they see the bean.
	 * @param beanFactory where the bean is defined
	 * @param name the name of the bean
	 * @param type the user's class
	 */
	static Class<?> predict(ConfigurableListableBeanFactory beanFactory, String name, Class<?> type) {
		Class<?> predicted = type;
		if (beanFactory instanceof AbstractBeanFactory factory) {
			for (BeanPostProcessor processor : factory.getBeanPostProcessors()) {
				if (processor instanceof SmartInstantiationAwareBeanPostProcessor smart) {
					predicted = smart.determineBeanType(predicted, name);
				}
			}
		}
		return predicted;
	}

	/**
	 * Return what is wrong with calling a method on a bean.
	 * @param what what the method is, {@code @HandleCall method} say
	 * @param method the method of the user's class
	 * @param bean the class that the bean has or will have
	 * @return what is wrong and what to do about it, {@code null} if nothing
	 */
	static @Nullable String problem(String what, Method method, Class<?> bean) {
		if (Proxy.isProxyClass(bean)) {
			return (find(method, bean) != null) ? null : what + " " + HandlerTable.describe(method)
					+ " cannot be called through the proxy of its bean, which only has the methods of interfaces: "
					+ "declare it in an interface, or set spring.aop.proxy-target-class to true";
		}
		if (!SpringProxy.class.isAssignableFrom(bean)) {
			return null;
		}
		String modifier = Modifier.isPrivate(method.getModifiers()) ? "private"
				: Modifier.isFinal(method.getModifiers()) ? "final"
						: isHidden(method, bean) ? "not visible to it" : null;
		return (modifier == null) ? null
				: what + " " + HandlerTable.describe(method) + " is called through a proxy of "
						+ ClassUtils.getUserClass(bean).getSimpleName() + ", and is " + modifier
						+ ": it would run without the object's fields; make it an ordinary method";
	}

	// package-private, and the proxy's class is of another package: it overrides nothing
	private static boolean isHidden(Method method, Class<?> bean) {
		int modifiers = method.getModifiers();
		return !Modifier.isPublic(modifiers) && !Modifier.isProtected(modifiers)
				&& !method.getDeclaringClass().getPackage().equals(bean.getPackage());
	}

}
