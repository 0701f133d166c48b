package dev.javaotp.spring.process;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Says what a native image has to keep for process beans: the methods that are called
 * without anybody being seen to call them, and the proxies of their interfaces.
 */
final class ProcessAotProcessor implements BeanFactoryInitializationAotProcessor {

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		ProcessBeanRegistrar registrar = beanFactory.getBeanProvider(ProcessBeanRegistrar.class).getIfAvailable();
		if (registrar == null) {
			return null;
		}
		ProcessBeans beans = registrar.processBeans();
		return (context, code) -> contribute(beans, context.getRuntimeHints());
	}

	private static void contribute(ProcessBeans beans, RuntimeHints hints) {
		for (ProcessBean bean : beans.beans()) {
			HandlerTable.methods(bean.type()).keySet().forEach((method) -> invoked(method, hints));
			for (Class<?> type : InterfaceMethods.of(bean.type()).interfaces()) {
				hints.proxies().registerJdkProxy(type);
				hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS);
			}
		}
		beans.methods().forEach((method) -> invoked(method.method(), hints));
	}

	private static void invoked(Method method, RuntimeHints hints) {
		hints.reflection().registerMethod(method, ExecutableMode.INVOKE);
	}

}
