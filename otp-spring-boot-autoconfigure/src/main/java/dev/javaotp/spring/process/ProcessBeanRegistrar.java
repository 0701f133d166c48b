package dev.javaotp.spring.process;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.event.EventHandler;
import dev.javaotp.gen.event.EventManagerRef;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.supervision.SupervisionProperties;
import dev.javaotp.spring.supervision.SupervisionTree;
import dev.javaotp.spring.supervision.SupervisionTreeFactory;
import dev.javaotp.supervisor.TaskSupervisor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.env.Environment;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.type.MethodMetadata;
import org.springframework.util.ClassUtils;

/**
 * Finds the process beans among the bean definitions, without making any bean, and
 * prepares them: each becomes a prototype that nobody has injected as itself, and gets a
 * bean definition for what clients have injected instead.
 * <p>
 * Runs again in an application whose bean definitions were made ahead of time, and then
 * finds most of its work done.
 */
public final class ProcessBeanRegistrar implements BeanDefinitionRegistryPostProcessor {

	private final Environment environment;

	private final ProcessBeans beans = new ProcessBeans();

	private final List<String> problems = new ArrayList<>();

	/**
	 * Create a registrar.
	 * @param environment where {@code otp.enabled} and the dynamic supervisors stand
	 */
	public ProcessBeanRegistrar(Environment environment) {
		this.environment = environment;
	}

	/**
	 * The process beans that were found.
	 * @return the process beans
	 */
	public ProcessBeans processBeans() {
		return this.beans;
	}

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		ConfigurableListableBeanFactory beanFactory = (ConfigurableListableBeanFactory) registry;
		for (String name : registry.getBeanDefinitionNames()) {
			BeanDefinition definition = registry.getBeanDefinition(name);
			Class<?> type = (definition.isAbstract() || isSprings(definition)) ? null
					: beanFactory.getType(name, /* allowFactoryBeanInit= */ false);
			if (type == null) {
				continue;
			}
			OtpProcess process = find(beanFactory, name, definition);
			OtpEventHandler handler = beanFactory.findAnnotationOnBean(name, OtpEventHandler.class,
					/* allowFactoryBeanInit= */ false);
			if (handler != null) {
				addHandler(beanFactory, name, type, handler, definition);
			}
			else if (process != null) {
				addProcess(beanFactory, name, type, process, definition);
			}
			else if (AnnotationUtils.isCandidateClass(type, Supervised.class)) {
				addSupervisedMethods(beanFactory, name, type, definition);
			}
		}
		registerRefs(registry);
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		if (!isEnabled()) {
			return;
		}
		refuseSingletons(beanFactory);
		this.beans.eventManagers().forEach(this::checkEvents);
		this.beans.beans().forEach((bean) -> {
			HandlerCheck.check(bean.type(), bean.isDynamic(), this.problems);
			bean.checkMailbox(this.problems);
		});
		if (!this.problems.isEmpty()) {
			throw new InvalidProcessException(this.problems);
		}
		checkTree(beanFactory);
	}

	private boolean isEnabled() {
		return this.environment.getProperty("otp.enabled", Boolean.class, true);
	}

	/**
	 * Return whether a bean is one of the hundreds that Spring defines itself, none of
	 * which is a process: to find out the type of each would cost more than all the rest
	 * here.
	 */
	private static boolean isSprings(BeanDefinition definition) {
		MethodMetadata method = (definition instanceof AnnotatedBeanDefinition annotated)
				? annotated.getFactoryMethodMetadata() : null;
		String type = (method != null) ? method.getDeclaringClassName() : definition.getBeanClassName();
		return type != null && type.startsWith("org.springframework.")
				&& !type.startsWith("org.springframework.samples.");
	}

	/** Return the annotation of the {@code @Bean} method, or else that of the class. */
	private @Nullable OtpProcess find(ConfigurableListableBeanFactory beanFactory, String name,
			BeanDefinition definition) {
		MethodMetadata method = (definition instanceof AnnotatedBeanDefinition annotated)
				? annotated.getFactoryMethodMetadata() : null;
		if (method == null || !method.isAnnotated(OtpProcess.class.getName())) {
			return beanFactory.findAnnotationOnBean(name, OtpProcess.class,
					/* allowFactoryBeanInit= */ false);
		}
		OtpProcess process = method.getAnnotations().get(OtpProcess.class).synthesize();
		if (!process.value().isEmpty() && !process.value().equals(name)) {
			this.problems.add("The method " + method.getMethodName() + " of " + method.getDeclaringClassName()
					+ " says @OtpProcess(\"" + process.value()
					+ "\"), but its bean and therefore the process has the name '" + name + "': name it with @Bean(\""
					+ process.value() + "\")");
		}
		return process;
	}

	private void addProcess(ConfigurableListableBeanFactory beanFactory, String name, Class<?> type, OtpProcess process,
			BeanDefinition definition) {
		if (type.isInterface()) {
			this.problems.add("Process bean '" + name + "' is declared as " + type.getName()
					+ ", an interface, which does not say what it handles: let the @Bean method return the class");
			return;
		}
		if (definition.isSingleton()) {
			// a @Bean method's unless it says otherwise
			definition.setScope(BeanDefinition.SCOPE_PROTOTYPE);
		}
		else if (!definition.isPrototype()) {
			this.problems.add("Process bean '" + name + "' has the scope '" + definition.getScope()
					+ "', but each start of a process makes a new instance: remove the scope");
			return;
		}
		for (Method method : supervisedMethods(type)) {
			this.problems.add("@Supervised method " + HandlerTable.describe(method) + " is of the process bean '" + name
					+ "', which is a process itself: remove @Supervised, or @OtpProcess");
		}
		definition.setAutowireCandidate(false);
		this.beans.add(new ProcessBean(beanFactory, name, ClassUtils.getUserClass(type), process));
	}

	private void addHandler(ConfigurableListableBeanFactory beanFactory, String name, Class<?> type,
			OtpEventHandler handler, BeanDefinition definition) {
		Class<?> userClass = ClassUtils.getUserClass(type);
		if (!EventHandler.class.isAssignableFrom(userClass)) {
			this.problems.add("Bean '" + name + "' of " + userClass.getName()
					+ " has @OtpEventHandler, but is no handler of events: let it implement "
					+ EventHandler.class.getName());
			return;
		}
		if (AnnotatedElementUtils.hasAnnotation(userClass, OtpProcess.class)) {
			this.problems.add("Bean '" + name + "' of " + userClass.getName()
					+ " has both @OtpProcess and @OtpEventHandler: a handler lives in the process of its event manager, "
					+ "so remove one of them");
			return;
		}
		if (handler.manager().isEmpty()) {
			this.problems.add("Event handler '" + name + "' of " + userClass.getName()
					+ " does not say to which event manager it belongs: name it, as in @OtpEventHandler(manager = \"alarms\")");
			return;
		}
		if (handler.manager().equals(name)) {
			this.problems.add("Event handler '" + name + "' of " + userClass.getName()
					+ " has the name of its event manager, and both are processes: give the bean another name");
			return;
		}
		if (definition.isSingleton()) {
			// a @Bean method's unless it says otherwise
			definition.setScope(BeanDefinition.SCOPE_PROTOTYPE);
		}
		else if (!definition.isPrototype()) {
			this.problems.add("Event handler '" + name + "' has the scope '" + definition.getScope()
					+ "', but each start of its manager makes a new instance: remove the scope");
			return;
		}
		definition.setAutowireCandidate(false);
		this.beans.add(new EventHandlerBean(beanFactory, name, userClass, handler.manager()));
	}

	private void checkEvents(String manager) {
		if (this.beans.commonEventType(manager) == null) {
			String types = this.beans.handlers(manager)
				.stream()
				.map((handler) -> handler.name() + " takes " + handler.events().resolve(Object.class).getName())
				.collect(Collectors.joining(", "));
			this.problems.add("The handlers of the event manager '" + manager + "' have no type of events in common: "
					+ types + ". Let all take one type, or give some of them another manager");
		}
	}

	private void addSupervisedMethods(ConfigurableListableBeanFactory beanFactory, String name, Class<?> type,
			BeanDefinition definition) {
		Class<?> userClass = ClassUtils.getUserClass(type);
		for (Method method : supervisedMethods(type)) {
			Supervised supervised = Objects
				.requireNonNull(AnnotatedElementUtils.getMergedAnnotation(method, Supervised.class));
			String what = "@Supervised method " + HandlerTable.describe(method);
			int before = this.problems.size();
			if (!definition.isSingleton()) {
				this.problems.add(what + " is of the bean '" + name + "' with the scope '" + definition.getScope()
						+ "': only those of singletons can be supervised, for others see @OtpProcess");
			}
			if (method.getParameterCount() > 0) {
				this.problems.add(what + " has parameters, and nobody to say what they are: remove them");
			}
			Duration every = every(what, supervised);
			if (this.problems.size() == before) {
				String process = supervised.name().isEmpty() ? name + "." + method.getName() : supervised.name();
				this.beans.add(new SupervisedMethod(beanFactory, process, name, userClass, method, every));
			}
		}
	}

	private static Set<Method> supervisedMethods(Class<?> type) {
		Set<Method> methods = new TreeSet<>(Comparator.comparing(HandlerTable::describe));
		methods.addAll(MethodIntrospector.selectMethods(ClassUtils.getUserClass(type),
				(Method method) -> AnnotatedElementUtils.hasAnnotation(method, Supervised.class)));
		return methods;
	}

	private @Nullable Duration every(String what, Supervised supervised) {
		if (supervised.every().isEmpty()) {
			return null;
		}
		String text = this.environment.resolveRequiredPlaceholders(supervised.every());
		try {
			Duration every = DurationStyle.detectAndParse(text);
			if (every.isPositive()) {
				return every;
			}
		}
		catch (IllegalArgumentException ex) {
			// said below
		}
		this.problems.add(what + " is to run every '" + text + "': expected a time of more than zero, such as 10s");
		return null;
	}

	private void refuseSingletons(ConfigurableListableBeanFactory beanFactory) {
		for (String name : beanFactory.getSingletonNames()) {
			Object singleton = beanFactory.containsBeanDefinition(name) ? null : beanFactory.getSingleton(name);
			if (singleton != null && AnnotatedElementUtils.hasAnnotation(singleton.getClass(), OtpProcess.class)) {
				this.problems.add("The object '" + name + "' of " + singleton.getClass().getName()
						+ " was registered as it is, but each start of a process makes a new instance: "
						+ "register a bean definition");
			}
		}
	}

	/**
	 * Look for mistakes in the tree now, if all of it stands in the configuration: before
	 * any bean misses what a correct tree would have given it.
	 */
	private void checkTree(ConfigurableListableBeanFactory beanFactory) {
		boolean aheadOfTime = this.environment.getProperty("spring.aot.processing", Boolean.class, false);
		if (!aheadOfTime && beanFactory.getBeanNamesForType(SupervisionTree.class, true, false).length == 0) {
			new SupervisionTreeFactory(this.environment).create(this.beans, List.of());
		}
	}

	// --- what clients have injected

	private void registerRefs(BeanDefinitionRegistry registry) {
		this.beans.beans().stream().filter((bean) -> !bean.isDynamic()).forEach((bean) -> {
			register(registry, bean.name() + "ServerRef", "serverRef", bean.name(),
					ResolvableType.forClassWithGenerics(ServerRef.class, bean.type()));
			for (Class<?> type : InterfaceMethods.of(bean.type()).interfaces()) {
				registerInterface(registry, bean, type);
			}
		});
		Map<String, ProcessBean> dynamic = new LinkedHashMap<>();
		this.beans.beans().stream().filter(ProcessBean::isDynamic).forEach((bean) -> dynamic.put(bean.name(), bean));
		Configured configured = configured();
		configured.dynamic().forEach((supervisor, process) -> {
			ProcessBean bean = dynamic.get(process);
			if (bean != null) {
				registerDynamic(registry, supervisor, bean);
			}
		});
		configured.partitioned().forEach((supervisor, process) -> {
			ProcessBean bean = dynamic.get(process);
			if (bean != null) {
				checkPartition(supervisor, bean);
				registerPartitioned(registry, supervisor, bean);
			}
		});
		dynamic.keySet().removeAll(Set.copyOf(configured.dynamic().values()));
		dynamic.keySet().removeAll(Set.copyOf(configured.partitioned().values()));
		// a tree in Java may have them as either
		dynamic.forEach((name, bean) -> {
			registerDynamic(registry, name, bean);
			registerPartitioned(registry, name, bean);
		});
		configured.tasks().forEach((name) -> registerTasks(registry, name));
		Set<String> eventManagers = new LinkedHashSet<>(configured.events());
		eventManagers.addAll(this.beans.eventManagers());
		eventManagers.forEach((name) -> register(registry, name + "EventManagerRef", "eventManagerRef", name,
				ResolvableType.forClassWithGenerics(EventManagerRef.class, this.beans.eventType(name))));
	}

	private static void registerDynamic(BeanDefinitionRegistry registry, String name, ProcessBean bean) {
		register(registry, name + "SupervisorRef", "dynamicSupervisorRef", name,
				ResolvableType.forClassWithGenerics(DynamicSupervisorRef.class, argument(bean)));
	}

	private static void registerPartitioned(BeanDefinitionRegistry registry, String name, ProcessBean bean) {
		register(registry, name + "PartitionedRef", "partitionedRef", name,
				ResolvableType.forClassWithGenerics(PartitionedRef.class, bean.type()));
	}

	private void checkPartition(String supervisor, ProcessBean bean) {
		this.beans.addPartitioned(bean.name());
		Method start = bean.startMethod();
		ResolvableType argument = argument(bean);
		if (start != null && !argument.isAssignableFrom(Integer.class)) {
			this.problems.add("@OnStart method " + HandlerTable.describe(start) + " takes a "
					+ HandlerCheck.name(argument) + ", but '" + supervisor
					+ "' starts it as a partition, with its number: let it take an int, or nothing");
		}
	}

	/**
	 * Whoever asks for an executor of any kind is meant to get that of the application,
	 * as if these were not there.
	 */
	private static void registerTasks(BeanDefinitionRegistry registry, String name) {
		if (!registry.containsBeanDefinition(name + "TaskSupervisor")) {
			// The short name is enough for an injection point. @Async needs the full one,
			// and must find no other executor than the next one.
			RootBeanDefinition definition = definition("taskSupervisor", name,
					ResolvableType.forClass(TaskSupervisor.class), Qualifier.class.getSimpleName());
			definition.setFallback(true);
			registry.registerBeanDefinition(name + "TaskSupervisor", definition);
		}
		if (!registry.containsBeanDefinition(name + "TaskExecutor")) {
			RootBeanDefinition definition = definition("taskExecutor", name,
					ResolvableType.forClass(AsyncTaskExecutor.class));
			definition.setFallback(true);
			definition.setDefaultCandidate(false);
			registry.registerBeanDefinition(name + "TaskExecutor", definition);
		}
	}

	/**
	 * What processes of a kind are started with; anything, if they do not want to know.
	 */
	static ResolvableType argument(ProcessBean bean) {
		Method start = bean.startMethod();
		if (start != null) {
			for (int i = 0; i < start.getParameterCount(); i++) {
				if (start.getParameterTypes()[i] != ProcessContext.class) {
					ResolvableType type = ResolvableType.forMethodParameter(start, i, bean.type());
					return start.getParameterTypes()[i].isPrimitive() ? ResolvableType
						.forClass(ClassUtils.resolvePrimitiveIfNecessary(type.resolve(Object.class))) : type;
				}
			}
		}
		return ResolvableType.forClass(Object.class);
	}

	/**
	 * Return the supervisors that stand in the configuration. What cannot be read is
	 * reported later, by those who judge the tree.
	 */
	private Configured configured() {
		Configured found = new Configured(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashSet<>(),
				new LinkedHashSet<>());
		try {
			Binder.get(this.environment)
				.bind("otp.supervision", Bindable.listOf(SupervisionProperties.Node.class))
				.orElse(List.of())
				.forEach(found::add);
		}
		catch (BindException ex) {
			// see above
		}
		return found;
	}

	/**
	 * The supervisors to which there are references, by name.
	 *
	 * @param dynamic the dynamic ones, with the process beans of their children
	 * @param partitioned the partition supervisors, likewise
	 * @param tasks the task supervisors
	 * @param events the event managers
	 */
	private record Configured(Map<String, String> dynamic, Map<String, String> partitioned, Set<String> tasks,
			Set<String> events) {

		void add(SupervisionProperties.Node node) {
			if (node.dynamic() != null && node.process() != null) {
				this.dynamic.put(node.dynamic(), node.process());
			}
			if (node.partitioned() != null && node.process() != null) {
				this.partitioned.put(node.partitioned(), node.process());
			}
			if (node.tasks() != null) {
				this.tasks.add(node.tasks());
			}
			if (node.events() != null) {
				this.events.add(node.events());
			}
			node.children().forEach(this::add);
		}

	}

	private static void register(BeanDefinitionRegistry registry, String beanName, String factoryMethod, String name,
			ResolvableType type) {
		if (registry.containsBeanDefinition(beanName)) {
			return;
		}
		registry.registerBeanDefinition(beanName, definition(factoryMethod, name, type));
	}

	private static void registerInterface(BeanDefinitionRegistry registry, ProcessBean bean, Class<?> type) {
		String beanName = bean.name() + "." + type.getSimpleName();
		if (registry.containsBeanDefinition(beanName)) {
			return;
		}
		RootBeanDefinition definition = definition("interfaceRef", bean.name(), ResolvableType.forClass(type));
		definition.getConstructorArgumentValues().addIndexedArgumentValue(2, type);
		// an ordinary bean that implements it, too, goes first
		definition.setFallback(true);
		registry.registerBeanDefinition(beanName, definition);
	}

	private static RootBeanDefinition definition(String factoryMethod, String name, ResolvableType type) {
		return definition(factoryMethod, name, type, Qualifier.class.getName());
	}

	private static RootBeanDefinition definition(String factoryMethod, String name, ResolvableType type,
			String qualifier) {
		RootBeanDefinition definition = new RootBeanDefinition(ProcessRefs.class);
		definition.setFactoryMethodName(factoryMethod);
		definition.setTargetType(type);
		definition.getConstructorArgumentValues()
			.addIndexedArgumentValue(0, new RuntimeBeanReference(ProcessSystem.class));
		definition.getConstructorArgumentValues().addIndexedArgumentValue(1, name);
		definition.addQualifier(new AutowireCandidateQualifier(qualifier, name));
		return definition;
	}

}
