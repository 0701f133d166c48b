package dev.javaotp.spring.process;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.event.EventManagerRef;
import dev.javaotp.process.OwnedResource;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.Registry;
import dev.javaotp.supervisor.TaskSupervisor;
import org.jspecify.annotations.Nullable;

/**
 * What the references that are injected need to find processes: how far the trees have
 * come, which dynamic supervisor has which kind of children, and which child was started
 * with what. One per process system, so that a reference depends on nothing but the
 * system and a name, and can be injected before there is any process.
 */
final class ProcessDirectory {

	/** How far the supervision trees have come. */
	enum State {

		DISABLED("otp.enabled is false"),

		NOT_STARTED("no supervision tree has been started yet"),

		STARTING("the supervision trees are being started"),

		RUNNING(""),

		STOPPED("the supervision trees have been stopped");

		private final String hint;

		State(String hint) {
			this.hint = hint;
		}

	}

	private final ProcessSystem system;

	private volatile State state = State.NOT_STARTED;

	// the one dynamic supervisor of a kind of process, by the name of the process bean
	private volatile Map<String, String> dynamicSupervisors = Map.of();

	// the one partition supervisor, likewise
	private volatile Map<String, String> partitionSupervisors = Map.of();

	// by dynamic supervisor and argument
	private final Map<Child, Pid> children = new ConcurrentHashMap<>();

	private ProcessDirectory(ProcessSystem system) {
		this.system = system;
	}

	static ProcessDirectory of(ProcessSystem system) {
		return system.attachment(ProcessDirectory.class, () -> new ProcessDirectory(system));
	}

	void state(State state) {
		this.state = state;
	}

	void dynamicSupervisors(Map<String, String> byProcess) {
		this.dynamicSupervisors = Map.copyOf(byProcess);
	}

	void partitionSupervisors(Map<String, String> byProcess) {
		this.partitionSupervisors = Map.copyOf(byProcess);
	}

	/**
	 * Return what to call a process in the failures of calls.
	 */
	Object target(String name) {
		return new Target(name, this);
	}

	/**
	 * Return a reference to the process that has a name.
	 */
	<P> ServerRef<P> serverRef(String name) {
		Registry registry = Registry.of(this.system);
		return ServerRef.of(this.system, target(name), () -> registry.whereIs(name));
	}

	/**
	 * Find a dynamic supervisor.
	 * @param name its own name, or that of the process bean whose instances it starts
	 */
	@Nullable Pid dynamicSupervisor(String name) {
		return Registry.of(this.system).whereIs(supervisorName(name));
	}

	/**
	 * Return the name of a partition supervisor.
	 * @param name its own name, or that of the process bean of its partitions
	 */
	String partitionSupervisor(String name) {
		return this.partitionSupervisors.getOrDefault(name, name);
	}

	/**
	 * Return a reference to the task supervisor that has a name.
	 */
	TaskSupervisor taskSupervisor(String name) {
		Registry registry = Registry.of(this.system);
		return TaskSupervisor.of(this.system, target(name), () -> registry.whereIs(name));
	}

	/**
	 * Return a reference to the event manager that has a name.
	 */
	<E> EventManagerRef<E> eventManagerRef(String name) {
		Registry registry = Registry.of(this.system);
		return EventManagerRef.of(this.system, target(name), () -> registry.whereIs(name));
	}

	private String supervisorName(String name) {
		return this.dynamicSupervisors.getOrDefault(name, name);
	}

	/**
	 * Remember what a child was started with, for as long as it lives.
	 */
	void addChild(String supervisor, Object argument, ProcessContext self) {
		Child child = new Child(supervisor, argument);
		Pid pid = self.self();
		this.children.put(child, pid);
		this.system.own(pid, (OwnedResource) (owner) -> this.children.remove(child, owner));
	}

	@Nullable Pid findChild(String name, Object argument) {
		return this.children.get(new Child(supervisorName(name), argument));
	}

	<P> ServerRef<P> child(String name, Object argument) {
		return ServerRef.of(this.system, target(name + "[" + argument + "]"), () -> findChild(name, argument));
	}

	private record Child(String supervisor, Object argument) {

	}

	/**
	 * The name of a process, which says why there may be none when it is printed.
	 */
	private record Target(String name, ProcessDirectory directory) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Target target && target.name.equals(this.name);
		}

		@Override
		public int hashCode() {
			return this.name.hashCode();
		}

		@Override
		public String toString() {
			String hint = this.directory.state.hint;
			return hint.isEmpty() ? this.name : this.name + " (" + hint + ")";
		}

	}

}
