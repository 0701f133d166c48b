package dev.javaotp.spring.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.event.EventManagerRef;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.supervisor.TaskSupervisor;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.util.ReflectionUtils;

/**
 * Makes what clients of process beans have injected. Called by name from the bean
 * definitions that {@link ProcessBeanRegistrar} registers.
 */
final class ProcessRefs {

	private ProcessRefs() {
	}

	static ServerRef<?> serverRef(ProcessSystem system, String name) {
		return ProcessDirectory.of(system).serverRef(name);
	}

	static DynamicSupervisorRef<?> dynamicSupervisorRef(ProcessSystem system, String name) {
		return new DynamicSupervisorRef<>(system, name);
	}

	static PartitionedRef<?> partitionedRef(ProcessSystem system, String name) {
		return new PartitionedRef<>(system, name);
	}

	static EventManagerRef<?> eventManagerRef(ProcessSystem system, String name) {
		return ProcessDirectory.of(system).eventManagerRef(name);
	}

	static TaskSupervisor taskSupervisor(ProcessSystem system, String name) {
		return ProcessDirectory.of(system).taskSupervisor(name);
	}

	static AsyncTaskExecutor taskExecutor(ProcessSystem system, String name) {
		return new TaskSupervisorExecutor(system, taskSupervisor(system, name));
	}

	static Object interfaceRef(ProcessSystem system, String name, Class<?> type) {
		ServerRef<Object> server = ProcessDirectory.of(system).serverRef(name);
		return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				new InterfaceRef(server, type, name));
	}

	/**
	 * An interface of a process, in the hands of a client.
	 */
	private record InterfaceRef(ServerRef<Object> server, Class<?> type, String name) implements InvocationHandler {

		private static final Object[] NO_ARGUMENTS = {};

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
			if (ReflectionUtils.isObjectMethod(method)) {
				return ofObject(proxy, method, arguments);
			}
			Object[] given = (arguments != null) ? arguments : NO_ARGUMENTS;
			if (InterfaceMethods.isCast(method)) {
				this.server.cast(new Invocation.MethodCast(method, given));
				return null;
			}
			Invocation.Outcome outcome = this.server.call(new Invocation.MethodCall(method, given));
			if (outcome.thrown() != null) {
				throw outcome.thrown();
			}
			return outcome.value();
		}

		private Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
			return switch (method.getName()) {
				case "equals" -> arguments != null && proxy == arguments[0];
				case "hashCode" -> System.identityHashCode(proxy);
				default -> this.type.getSimpleName() + "[" + this.name + "]";
			};
		}

	}

}
