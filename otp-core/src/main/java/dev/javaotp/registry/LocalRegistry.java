package dev.javaotp.registry;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import dev.javaotp.process.OwnedResource;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.Ref;
import org.jspecify.annotations.Nullable;

/**
 * The names of one system: a map from names to processes, and in each process its name.
 * <p>
 * A registration claims the name first, and only then hands itself to the process as
 * something that it owns. If the process has ended by then, or owns a name already, the
 * claim is taken back; if it ends afterwards it releases it. Of several registrations of
 * one process at the same time the first that it owns counts. Whoever takes away a name
 * names the registration, too, so that an old owner's end cannot take away what a new one
 * has claimed. A look-up that comes between sees a name whose process is about to end, or
 * has: the same as one that comes a little earlier.
 */
final class LocalRegistry implements Registry {

	private final ProcessSystem system;

	private final ConcurrentHashMap<String, Registration> byName = new ConcurrentHashMap<>();

	LocalRegistry(ProcessSystem system) {
		this.system = system;
	}

	private final class Registration implements OwnedResource {

		private final String name;

		private final Pid pid;

		Registration(String name, Pid pid) {
			this.name = name;
			this.pid = pid;
		}

		@Override
		public void release(Pid owner) {
			LocalRegistry.this.byName.remove(this.name, this);
		}

		@Override
		public String registeredName() {
			return this.name;
		}

	}

	/** A name as an address. */
	private final class Name implements Via {

		private final String name;

		Name(String name) {
			this.name = name;
		}

		@Override
		public ProcessSystem system() {
			return LocalRegistry.this.system;
		}

		@Override
		public @Nullable Pid whereIs() {
			return LocalRegistry.this.whereIs(this.name);
		}

		@Override
		public @Nullable Pid register(ProcessContext self) {
			return claim(this.name, self.self());
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	@Override
	public void register(String name, Pid pid) {
		Pid other = claim(name, pid);
		if (other != null) {
			throw new RegistrationException(
					"process " + pid + " cannot be registered as '" + name + "': " + other + " has that name");
		}
	}

	/** Gives a process a name, or says who has it. */
	private @Nullable Pid claim(String name, Pid pid) {
		Objects.requireNonNull(pid, "pid");
		if (name.isEmpty()) {
			throw new RegistrationException("the name of a process must not be empty");
		}
		if (pid.system() != this.system) {
			throw new IllegalArgumentException("process " + pid + " cannot be registered as '" + name
					+ "': it belongs to another system (" + pid.system().nodeName() + ")");
		}
		Registration registration = new Registration(name, pid);
		Registration other = this.byName.putIfAbsent(name, registration);
		if (other != null) {
			return other.pid;
		}
		this.system.own(pid, registration);
		Registration first = this.system.owned(pid, Registration.class);
		if (first != registration) {
			this.system.disown(pid, registration);
			registration.release(pid);
			throw new RegistrationException("process " + pid + " cannot be registered as '" + name + "': it "
					+ ((first != null) ? "is registered as '" + first.name + "' already" : "has ended"));
		}
		return null;
	}

	@Override
	public void unregister(String name) {
		Registration registration = this.byName.get(name);
		if (registration == null || !this.byName.remove(name, registration)) {
			throw new RegistrationException("no process is registered as '" + name + "'");
		}
		this.system.disown(registration.pid, registration);
	}

	@Override
	public @Nullable Pid whereIs(String name) {
		Registration registration = this.byName.get(name);
		return (registration != null) ? registration.pid : null;
	}

	@Override
	public Via via(String name) {
		return new Name(Objects.requireNonNull(name, "name"));
	}

	@Override
	public @Nullable String nameOf(Pid pid) {
		Registration registration = (pid.system() == this.system) ? this.system.owned(pid, Registration.class) : null;
		return (registration != null) ? registration.name : null;
	}

	@Override
	public Set<String> registered() {
		return Collections.unmodifiableSet(new TreeSet<>(this.byName.keySet()));
	}

	@Override
	public void send(String name, Object message) {
		Pid pid = whereIs(name);
		if (pid == null) {
			throw new RegistrationException("no process is registered as '" + name + "'");
		}
		this.system.send(pid, message);
	}

	@Override
	public Ref monitor(ProcessContext self, String name) {
		return self.monitor(whereIs(name), new ProcessName(name));
	}

}
