package dev.javaotp.spring.process;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.statem.GenStatem;
import dev.javaotp.process.MailboxLimit;
import dev.javaotp.process.Overflow;
import dev.javaotp.scheduler.Execution;
import dev.javaotp.spring.supervision.ProcessNode;
import dev.javaotp.supervisor.ChildStart;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * A bean that is a process, or many of them: what is known of it before there is any
 * instance, and how instances are made and destroyed.
 */
final class ProcessBean {

	private final ConfigurableListableBeanFactory beanFactory;

	private final String name;

	private final Class<?> type;

	private final OtpProcess settings;

	private final boolean machine;

	// by class of the bean, which is not the user's if it is a proxy; one entry as a rule
	private final Map<Class<?>, HandlerTable> handlers = new ConcurrentHashMap<>();

	ProcessBean(ConfigurableListableBeanFactory beanFactory, String name, Class<?> type, OtpProcess settings) {
		this.beanFactory = beanFactory;
		this.name = name;
		this.type = type;
		this.settings = settings;
		this.machine = GenStatem.class.isAssignableFrom(type) || HandlerTable.isMachine(type);
	}

	String name() {
		return this.name;
	}

	/** The user's class. */
	Class<?> type() {
		return this.type;
	}

	boolean isDynamic() {
		return this.settings.dynamic();
	}

	/** Whether the class is a behaviour itself, and not one with handler methods. */
	boolean isBehaviour() {
		return Behaviours.of(this.type) != null;
	}

	boolean limitsMailbox() {
		return this.settings.maxMailbox() != 0;
	}

	/** Add what is wrong with the limit of the mailbox. */
	void checkMailbox(List<String> problems) {
		if (this.settings.maxMailbox() < 0) {
			problems.add("@OtpProcess of " + this.type.getName() + " has maxMailbox = " + this.settings.maxMailbox()
					+ ": give the number of messages that may wait, or leave it out for any number");
		}
		else if (!limitsMailbox() && this.settings.overflow() != Overflow.REJECT) {
			problems.add("@OtpProcess of " + this.type.getName() + " has overflow = " + this.settings.overflow()
					+ " and no maxMailbox: give the number of messages that may wait, too");
		}
	}

	private @Nullable MailboxLimit limit(ProcessNode node) {
		int max = node.maxMailbox().orElse(this.settings.maxMailbox());
		return (max != 0) ? new MailboxLimit(max, node.overflow().orElse(this.settings.overflow())) : null;
	}

	/**
	 * How its processes are started at a place in a tree, without a registered name.
	 */
	StartOptions options(ProcessNode node) {
		Execution execution = this.settings.execution();
		StartOptions options = StartOptions.DEFAULTS.withExecution(execution).withMailboxLimit(limit(node));
		if (!this.settings.interruptible()) {
			options = options.withSpawn(options.spawn().withoutInterrupt());
		}
		return (this.settings.trapExits() && !isBehaviour()) ? options.withTrapExits() : options;
	}

	/**
	 * Return how one of its processes is started. The bean is made in the process.
	 * @param options how, with the name of the process
	 * @param child what a dynamic process is started with and by whom
	 * @param beans who the bean belongs to
	 * @param mdc whether the process has a logging context
	 */
	ChildStart start(StartOptions options, @Nullable ChildArgument child, ProcessBeans beans, boolean mdc) {
		return ChildStart.linked(this.machine
				? GenStatem.linkedStart(() -> new StatemBean(new BeanLife(this, child, beans),
						mdc ? new LoggingContext(this.name) : null), options)
				: GenServer.linkedStart(() -> server(new BeanLife(this, child, beans), mdc), options));
	}

	private GenServer<?, ?, ?> server(BeanLife life, boolean mdc) {
		GenServer<?, ?, ?> server = isBehaviour() ? new GenServerBean(life) : new HandlerBean(life);
		return mdc ? MdcServer.around(server, this.name) : server;
	}

	/** Create an instance. */
	Object create() {
		return this.beanFactory.getBean(this.name);
	}

	/** Destroy an instance: Spring does not keep prototypes. */
	void destroy(Object bean) {
		Object target = AopProxyUtils.getSingletonTarget(bean);
		this.beanFactory.destroyBean(this.name, (target != null) ? target : bean);
	}

	HandlerTable handlers(Object bean) {
		HandlerTable known = this.handlers.get(bean.getClass());
		return (known != null) ? known : this.handlers.computeIfAbsent(bean.getClass(), this::newTable);
	}

	private HandlerTable newTable(Class<?> bean) {
		// not every proxy can be foreseen
		List<String> problems = new ArrayList<>();
		checkProxy(bean, problems);
		if (!problems.isEmpty()) {
			throw new InvalidProcessException(problems);
		}
		return new HandlerTable(this.type, bean);
	}

	/**
	 * Add what is wrong with calling the handlers through the proxy that instances will
	 * have.
	 */
	void checkProxy(List<String> problems) {
		checkProxy(ProxyCheck.predict(this.beanFactory, this.name, this.type), problems);
	}

	private void checkProxy(Class<?> bean, List<String> problems) {
		HandlerTable.methods(this.type).forEach((method, annotation) -> {
			String problem = ProxyCheck.problem("@" + annotation.getSimpleName() + " method", method, bean);
			if (problem != null) {
				problems.add(problem);
			}
		});
	}

	/** The method that takes the argument of a dynamic process, if there is one. */
	@Nullable Method startMethod() {
		return HandlerTable.methods(this.type)
			.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() == OnStart.class)
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(null);
	}

	@Override
	public String toString() {
		return this.name + " (" + this.type.getName() + ")";
	}

	/**
	 * What a dynamic process is started with.
	 *
	 * @param supervisor the name of its supervisor
	 * @param value what was given to {@link DynamicSupervisorRef#start(Object)}
	 */
	record ChildArgument(String supervisor, Object value) {

	}

}
