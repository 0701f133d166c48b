package dev.javaotp.spring.process;

import java.util.List;

import dev.javaotp.gen.ServerRef;
import dev.javaotp.supervisor.TaskSupervisor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Says what to have injected instead of a process bean: an instance that Spring made for
 * whoever asks would be no process, and nobody would restart it. Helps as well where a
 * reference was asked for that cannot be.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProcessInjectionFailureAnalyzer extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException> {

	private final BeanFactory beanFactory;

	private final Environment environment;

	ProcessInjectionFailureAnalyzer(BeanFactory beanFactory, Environment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause,
			@Nullable String description) {
		ResolvableType wanted = cause.getResolvableType();
		ProcessBeans beans = processBeans();
		if (wanted == null || beans == null) {
			return null;
		}
		String where = (description != null) ? description : "A bean";
		Class<?> type = wanted.resolve(Object.class);
		if (type == ServerRef.class) {
			return reference(where, wanted.getGeneric(0), beans, cause);
		}
		if (type == TaskSupervisor.class) {
			return new FailureAnalysis(where + " asks for a TaskSupervisor, but the configuration has none.",
					"Add a node such as `- tasks: mail` to the children of a supervisor in otp.supervision; if there are "
							+ "several, say which one is meant with a @Qualifier.",
					cause);
		}
		List<ProcessBean> found = find(type, beans);
		if (found.isEmpty()) {
			return null;
		}
		ProcessBean bean = found.getFirst();
		return new FailureAnalysis(
				where + " asks for " + article(type) + ", which is the process `" + bean.name()
						+ "`: an instance of its own would be no process, and nobody would restart it.",
				"Have " + reference(bean, beans) + " injected instead" + among(found) + ".", cause);
	}

	private @Nullable FailureAnalysis reference(String where, ResolvableType protocol, ProcessBeans beans,
			NoSuchBeanDefinitionException cause) {
		Class<?> type = protocol.resolve();
		if (type == null) {
			return null;
		}
		String asked = where + " asks for a ServerRef<" + type.getSimpleName() + ">, but ";
		List<ProcessBean> found = find(type, beans);
		if (!found.isEmpty()) {
			ProcessBean bean = found.getFirst();
			if (!bean.isDynamic()) {
				return null;
			}
			boolean partitioned = beans.isPartitioned(bean.name());
			return new FailureAnalysis(
					asked + "there is no one process of " + type.getName() + ": `" + bean.name() + "` is "
							+ (partitioned ? "partitioned." : "started on demand."),
					"Have " + reference(bean, beans) + " injected instead, which " + (partitioned
							? "finds the process that a key belongs to." : "starts such processes and finds them."),
					cause);
		}
		return new FailureAnalysis(asked + type.getName() + " is no process bean.",
				"Mark the class with @OtpProcess, and see to it that it is found by component scanning or registered "
						+ "in another way.",
				cause);
	}

	private static List<ProcessBean> find(Class<?> type, ProcessBeans beans) {
		return beans.beans()
			.stream()
			.filter((bean) -> type != Object.class && type.isAssignableFrom(bean.type()))
			.toList();
	}

	private static String reference(ProcessBean bean, ProcessBeans beans) {
		if (beans.isPartitioned(bean.name())) {
			return "a PartitionedRef<" + bean.type().getSimpleName() + ">";
		}
		if (!bean.isDynamic()) {
			return "a ServerRef<" + bean.type().getSimpleName() + ">";
		}
		return "a DynamicSupervisorRef<" + HandlerCheck.name(ProcessBeanRegistrar.argument(bean)) + ">";
	}

	private static String among(List<ProcessBean> found) {
		return (found.size() == 1) ? ""
				: " with a @Qualifier, one of " + String.join(", ", found.stream().map(ProcessBean::name).toList());
	}

	private static String article(Class<?> type) {
		return ("AEIOU".indexOf(type.getSimpleName().charAt(0)) >= 0 ? "an " : "a ") + type.getName();
	}

	/**
	 * Find the process beans once more: all beans have been destroyed by now, only their
	 * definitions are left.
	 */
	private @Nullable ProcessBeans processBeans() {
		if (!(this.beanFactory instanceof BeanDefinitionRegistry registry)) {
			return null;
		}
		ProcessBeanRegistrar registrar = new ProcessBeanRegistrar(this.environment);
		registrar.postProcessBeanDefinitionRegistry(registry);
		return registrar.processBeans();
	}

}
