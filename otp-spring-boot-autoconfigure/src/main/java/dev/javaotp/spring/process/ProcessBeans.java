package dev.javaotp.spring.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.process.ProcessBean.ChildArgument;
import dev.javaotp.spring.supervision.ProcessCatalog;
import dev.javaotp.spring.supervision.ProcessNode;
import dev.javaotp.supervisor.ChildStart;
import org.jspecify.annotations.Nullable;

/**
 * The process beans of an application, by name: {@link OtpProcess} beans and
 * {@link Supervised} methods, as their bean definitions describe them.
 */
public final class ProcessBeans implements ProcessCatalog {

	private final Map<String, ProcessBean> beans = new LinkedHashMap<>();

	private final Map<String, SupervisedMethod> methods = new LinkedHashMap<>();

	// in the order of their definitions
	private final Set<String> processes = new LinkedHashSet<>();

	private final Set<String> dynamicProcesses = new LinkedHashSet<>();

	// those of the dynamic ones that the configuration uses for partitions
	private final Set<String> partitioned = new HashSet<>();

	// by event manager, in the order in which they are added
	private final Map<String, List<EventHandlerBean>> handlers = new LinkedHashMap<>();

	private final Set<Thread> pending = ConcurrentHashMap.newKeySet();

	private boolean mdc;

	ProcessBeans() {
	}

	void add(ProcessBean bean) {
		this.beans.put(bean.name(), bean);
		(bean.isDynamic() ? this.dynamicProcesses : this.processes).add(bean.name());
	}

	/** Say that a process bean, which is a dynamic one, is used for partitions. */
	void addPartitioned(String process) {
		this.partitioned.add(process);
	}

	boolean isPartitioned(String process) {
		return this.partitioned.contains(process);
	}

	void add(SupervisedMethod method) {
		this.methods.put(method.name(), method);
		this.processes.add(method.name());
	}

	void add(EventHandlerBean handler) {
		List<EventHandlerBean> handlers = this.handlers.computeIfAbsent(handler.manager(), (name) -> new ArrayList<>());
		handlers.add(handler);
		handlers.sort(Comparator.comparingInt(EventHandlerBean::order));
	}

	@Override
	public Set<String> eventManagers() {
		return this.handlers.keySet();
	}

	/** The handlers of an event manager, in the order in which they are added. */
	List<EventHandlerBean> handlers(String manager) {
		return this.handlers.getOrDefault(manager, List.of());
	}

	/**
	 * What all handlers of an event manager take, which is the narrowest of their types.
	 * @return the type, or {@code null} if nothing suits all of them
	 */
	@Nullable Class<?> commonEventType(String manager) {
		Set<Class<?>> types = new LinkedHashSet<>();
		handlers(manager).forEach((handler) -> types.add(handler.events().resolve(Object.class)));
		return types.isEmpty() ? Object.class
				: types.stream()
					.filter((type) -> types.stream().allMatch((other) -> other.isAssignableFrom(type)))
					.findFirst()
					.orElse(null);
	}

	Class<?> eventType(String manager) {
		Class<?> type = commonEventType(manager);
		return (type != null) ? type : Object.class;
	}

	@Override
	public Set<String> processes() {
		return this.processes;
	}

	@Override
	public Set<String> dynamicProcesses() {
		return this.dynamicProcesses;
	}

	@Override
	public boolean limitsMailbox(String process) {
		ProcessBean bean = this.beans.get(process);
		return bean != null && bean.limitsMailbox();
	}

	@Override
	public boolean takesMessages(String process) {
		return !this.methods.containsKey(process);
	}

	Collection<ProcessBean> beans() {
		return this.beans.values();
	}

	Collection<SupervisedMethod> methods() {
		return this.methods.values();
	}

	/**
	 * The class whose code a process runs.
	 * @param name the name of the process
	 * @return the class, or {@code null} if there is no such process bean
	 */
	public @Nullable Class<?> type(String name) {
		ProcessBean bean = this.beans.get(name);
		SupervisedMethod method = this.methods.get(name);
		if (bean != null) {
			return bean.type();
		}
		if (method != null) {
			return method.type();
		}
		return this.handlers.values()
			.stream()
			.flatMap(List::stream)
			.filter((handler) -> handler.name().equals(name))
			.<Class<?>>map(EventHandlerBean::type)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Put name and pid of the process into the MDC while it handles a message.
	 */
	public void bracketMdc() {
		this.mdc = true;
	}

	/**
	 * Let references to processes say that there are none on purpose.
	 * @param system the system that they refer to
	 */
	public void disable(ProcessSystem system) {
		ProcessDirectory.of(system).state(ProcessDirectory.State.DISABLED);
	}

	/**
	 * Find handlers that the proxies of their beans would miss, before any process is
	 * started.
	 * @throws InvalidProcessException if there are any
	 */
	void checkProxies() {
		List<String> problems = new ArrayList<>();
		this.beans.values().forEach((bean) -> bean.checkProxy(problems));
		this.methods.values().forEach((method) -> method.checkProxy(problems));
		if (!problems.isEmpty()) {
			throw new InvalidProcessException(problems);
		}
	}

	/**
	 * Return how the one process of a bean is started.
	 */
	ChildStart start(ProcessNode node) {
		String process = node.name();
		SupervisedMethod method = this.methods.get(process);
		if (method != null) {
			return ChildStart.linked(method.start());
		}
		ProcessBean bean = bean(process);
		return bean.start(bean.options(node).withName(process), null, this, this.mdc);
	}

	/**
	 * Return how one of the many processes of a bean is started.
	 */
	ChildStart startOnDemand(ProcessNode each, String supervisor, Object argument) {
		ProcessBean bean = bean(each.name());
		return bean.start(bean.options(each), new ChildArgument(supervisor, argument), this, this.mdc);
	}

	private ProcessBean bean(String name) {
		ProcessBean bean = this.beans.get(name);
		if (bean == null) {
			throw new IllegalArgumentException("There is no process bean '" + name + "', only " + this.beans.keySet());
		}
		return bean;
	}

	/**
	 * Do something that may block, when there is no process any more that could do it.
	 */
	void later(String what, Runnable action) {
		Thread thread = Thread.ofVirtual().name("otp-" + what).unstarted(() -> {
			try {
				action.run();
			}
			finally {
				this.pending.remove(Thread.currentThread());
			}
		});
		this.pending.add(thread);
		thread.start();
	}

	/**
	 * Return the threads of code that runs on after its process has ended: destruction of
	 * beans, and supervised methods that have not returned.
	 */
	List<Thread> pending() {
		List<Thread> pending = new ArrayList<>(this.pending);
		this.methods.values().forEach((method) -> {
			Thread running = method.running();
			if (running != null) {
				pending.add(running);
			}
		});
		return pending;
	}

}
