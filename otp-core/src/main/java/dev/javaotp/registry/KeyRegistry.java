package dev.javaotp.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.javaotp.process.OwnedResource;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;

/**
 * Processes under keys of any type, each with a value that others can see: a directory
 * that a team makes for itself, for the many processes that no name in {@link Registry}
 * fits.
 *
 * <pre class="code">
 * UniqueKeys&lt;Integer, String&gt; lines = KeyRegistry.&lt;Integer, String&gt;builder(system, "lines").unique();
 * lines.register(self, 2001, "Ada");                  // in the process of line 2001
 * Pid pid = lines.whereIs(2001);                      // anywhere
 *
 * DuplicateKeys&lt;String, Integer&gt; topics = KeyRegistry.&lt;String, Integer&gt;builder(system, "topics").duplicate();
 * topics.register(self, "alarms", 1);                 // in each subscriber
 * topics.dispatch("alarms", (entries) -&gt; entries.forEach((entry) -&gt; system.send(entry.pid(), alarm)));
 * </pre>
 *
 * With {@link UniqueKeys} a key belongs to one process, with {@link DuplicateKeys} to any
 * number. A process may have many keys in both.
 * <p>
 * A process registers only itself, in its own thread; looking is for any thread and waits
 * for nobody. A key is free, and an entry gone, <em>before</em> anybody hears of the end
 * of its process by a link, a monitor or a failed call. A look-up is a snapshot all the
 * same: the process found may have ended by the time that it is used.
 * <p>
 * The registry is an object without a process of its own: nothing has to be supervised,
 * nothing is asked, and nothing can be lost. Whoever has the object may use it; its name
 * is for messages and events.
 * <p>
 * Not for a handful of processes with fixed names: those have names in {@link Registry}.
 * Mirrors Elixir's {@code Registry}.
 *
 * @param <K> the type of the keys: immutable, with {@code equals} and {@code hashCode}
 * @param <V> the type of the values, which any thread may read: immutable
 */
public abstract sealed class KeyRegistry<K, V extends @Nullable Object> permits UniqueKeys, DuplicateKeys {

	/*
	 * What one process has registered is in its Holdings, which is the resource that the
	 * process owns. A registration goes into the map of keys and into the holdings under
	 * the lock of the holdings, and the end of the process empties both under the same
	 * lock. So a registration is either seen by that end, or comes after it and is
	 * refused. Nobody else takes that lock, and no code of a user runs under it.
	 */

	private final ProcessSystem system;

	private final String name;

	private final List<String> listeners;

	private final AtomicLong lastNumber = new AtomicLong();

	private final ConcurrentHashMap<Pid, Holdings> holdings = new ConcurrentHashMap<>();

	private final ConcurrentHashMap<Object, Object> meta = new ConcurrentHashMap<>();

	/**
	 * A process under a key, as it was when somebody looked.
	 *
	 * @param <K> the type of the key
	 * @param <V> the type of the value
	 * @param key the key
	 * @param pid the process
	 * @param value its value
	 */
	public record Entry<K, V extends @Nullable Object>(K key, Pid pid, V value) {
	}

	KeyRegistry(Builder<K, V> builder) {
		this.system = builder.system;
		this.name = builder.name;
		this.listeners = List.copyOf(builder.listeners);
	}

	/**
	 * Returns a builder for a registry.
	 * @param <K> the type of the keys
	 * @param <V> the type of the values
	 * @param system whose processes are registered
	 * @param name what the registry is called in messages and events
	 * @return the builder
	 */
	public static <K, V extends @Nullable Object> Builder<K, V> builder(ProcessSystem system, String name) {
		return new Builder<>(system, name);
	}

	// --- what differs

	/**
	 * Enters a registration.
	 * @return the one that is in the way, or {@code null}
	 */
	abstract @Nullable KeyRegistration<K, V> insert(KeyRegistration<K, V> registration);

	/**
	 * Takes a registration out.
	 * @return whether it was still there
	 */
	abstract boolean remove(KeyRegistration<K, V> registration);

	/** Those under a key, oldest first; some may belong to the dead. */
	abstract Stream<KeyRegistration<K, V>> registrations(K key);

	/** All of them. */
	abstract Stream<KeyRegistration<K, V>> registrations();

	// --- registering

	/** Registers a process; returns the registration that is in the way. */
	final @Nullable KeyRegistration<K, V> claim(ProcessContext self, K key, V value) {
		Objects.requireNonNull(key, "key");
		Pid pid = requireOwn(self);
		Holdings mine = holdingsOf(pid);
		KeyRegistration<K, V> other = mine
			.add(new KeyRegistration<>(this.lastNumber.incrementAndGet(), key, pid, value));
		mine.dropIfEmpty();
		return other;
	}

	private Holdings holdingsOf(Pid pid) {
		Holdings known = this.holdings.get(pid);
		if (known != null) {
			return known;
		}
		Holdings added = new Holdings(pid);
		this.holdings.put(pid, added);
		if (!this.system.own(pid, added)) {
			this.holdings.remove(pid, added);
			throw ended(pid);
		}
		return added;
	}

	private RegistrationException ended(Pid pid) {
		return new RegistrationException(
				"process " + pid + " cannot be registered in registry '" + this.name + "': it has ended");
	}

	/** Checks that the process itself calls. */
	final Pid requireOwn(ProcessContext self) {
		Pid pid = self.self();
		if (pid.system() != this.system) {
			throw new IllegalArgumentException("process " + pid + " cannot be registered in registry '" + this.name
					+ "': it belongs to another system (" + pid.system().nodeName() + ")");
		}
		if (ProcessContext.current() != self) {
			throw new IllegalStateException("only process " + pid + " itself can change what it has registered in '"
					+ this.name + "', but " + Thread.currentThread() + " tried to");
		}
		return pid;
	}

	/**
	 * Takes back what the process has registered under a key; no error if that is
	 * nothing.
	 * @param self the calling process
	 * @param key the key
	 * @throws IllegalStateException if another thread than the process's calls
	 */
	public void unregister(ProcessContext self, K key) {
		unregisterMatch(self, key, (value) -> true);
	}

	/**
	 * Takes back what the process has registered under a key with certain values. Mirrors
	 * {@code Registry.unregister_match}.
	 * @param self the calling process
	 * @param key the key
	 * @param match which values
	 * @throws IllegalStateException if another thread than the process's calls
	 */
	public void unregisterMatch(ProcessContext self, K key, Predicate<? super V> match) {
		Holdings mine = this.holdings.get(requireOwn(self));
		if (mine != null) {
			mine.under(key).stream().filter((held) -> match.test(held.value())).toList().forEach(mine::remove);
			mine.dropIfEmpty();
		}
	}

	// --- looking

	/**
	 * The processes under a key.
	 * @param key the key
	 * @return a copy, in the order of registration; one entry for each registration
	 */
	public List<Entry<K, V>> lookup(K key) {
		return alive(registrations(key)).toList();
	}

	/**
	 * The processes under a key whose values match. Mirrors {@code Registry.match}.
	 * @param key the key
	 * @param match which values
	 * @return a copy, in the order of registration
	 */
	public List<Entry<K, V>> match(K key, Predicate<? super V> match) {
		return alive(registrations(key)).filter((entry) -> match.test(entry.value())).toList();
	}

	/**
	 * All entries, in no particular order; some may come and go while one looks. Filtered
	 * and mapped it is {@code Registry.select}.
	 * @return the entries
	 */
	public Stream<Entry<K, V>> entries() {
		return alive(registrations());
	}

	private Stream<Entry<K, V>> alive(Stream<KeyRegistration<K, V>> registrations) {
		return registrations.filter((registration) -> registration.pid().isAlive()).map(KeyRegistration::entry);
	}

	/**
	 * The keys that a process has.
	 * @param pid the process
	 * @return a copy, in the order of registration; a key comes once for each
	 * registration
	 */
	public List<K> keys(Pid pid) {
		Holdings held = this.holdings.get(pid);
		return (held != null) ? held.keys() : List.of();
	}

	/**
	 * The values that a process has under a key.
	 * @param key the key
	 * @param pid the process
	 * @return a copy, in the order of registration
	 */
	public List<V> values(K key, Pid pid) {
		Holdings held = this.holdings.get(pid);
		return (held != null) ? held.under(key).stream().map(KeyRegistration::value).toList() : List.of();
	}

	/**
	 * How many registrations there are.
	 * @return the number of entries, counted one by one
	 */
	public int count() {
		return Math.toIntExact(registrations().count());
	}

	/**
	 * Calls something with all entries of a key, if there are any: in the calling thread,
	 * which anything that it throws comes back to. What a publisher does, with
	 * {@link DuplicateKeys}.
	 * @param key the key
	 * @param action called once, or not at all
	 */
	public void dispatch(K key, Consumer<? super List<Entry<K, V>>> action) {
		List<Entry<K, V>> entries = lookup(key);
		if (!entries.isEmpty()) {
			action.accept(entries);
		}
	}

	// --- notes about the registry itself

	/**
	 * Reads a note that somebody left about this registry.
	 * @param key what it is about
	 * @return the note, if there is one
	 */
	public Optional<Object> meta(Object key) {
		return Optional.ofNullable(this.meta.get(key));
	}

	/**
	 * Leaves a note about this registry, which any thread may read; it stays until it is
	 * replaced or deleted.
	 * @param key what it is about
	 * @param value the note
	 */
	public void putMeta(Object key, Object value) {
		this.meta.put(key, value);
	}

	/**
	 * Deletes a note.
	 * @param key what it is about
	 */
	public void deleteMeta(Object key) {
		this.meta.remove(key);
	}

	/**
	 * What this registry is called.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Whose processes are registered here.
	 * @return the system
	 */
	public ProcessSystem system() {
		return this.system;
	}

	@Override
	public String toString() {
		return "KeyRegistry[" + this.name + "]";
	}

	final void tellRegistered(KeyRegistration<K, V> registration) {
		if (!this.listeners.isEmpty()) {
			tell(new KeyEvent.Registered(this.name, key(registration), registration.pid(), registration.value()));
		}
	}

	final void tellUnregistered(KeyRegistration<K, V> registration) {
		if (!this.listeners.isEmpty()) {
			tell(new KeyEvent.Unregistered(this.name, key(registration), registration.pid()));
		}
	}

	private static Object key(KeyRegistration<?, ?> registration) {
		return Objects.requireNonNull(registration.key());
	}

	private void tell(KeyEvent event) {
		for (String listener : this.listeners) {
			Pid pid = Registry.of(this.system).whereIs(listener);
			if (pid != null) {
				this.system.send(pid, event);
			}
		}
	}

	/**
	 * What one process has registered here. Its own thread changes it, its end empties
	 * it, and anybody may read it.
	 */
	private final class Holdings implements OwnedResource {

		private final Pid pid;

		// guarded by this
		private final List<KeyRegistration<K, V>> held = new ArrayList<>(1);

		// guarded by this
		private boolean released;

		Holdings(Pid pid) {
			this.pid = pid;
		}

		synchronized @Nullable KeyRegistration<K, V> add(KeyRegistration<K, V> registration) {
			if (this.released) {
				throw ended(this.pid);
			}
			KeyRegistration<K, V> other = insert(registration);
			if (other == null) {
				this.held.add(registration);
				tellRegistered(registration);
			}
			return other;
		}

		synchronized void remove(KeyRegistration<K, V> registration) {
			if (this.held.remove(registration) && KeyRegistry.this.remove(registration)) {
				tellUnregistered(registration);
			}
		}

		synchronized List<KeyRegistration<K, V>> under(K key) {
			return this.held.stream().filter((registration) -> registration.key().equals(key)).toList();
		}

		synchronized List<K> keys() {
			return this.held.stream().map(KeyRegistration::key).toList();
		}

		/** By the process itself, so that nothing is added meanwhile. */
		synchronized void dropIfEmpty() {
			if (this.held.isEmpty() && KeyRegistry.this.holdings.remove(this.pid, this)) {
				KeyRegistry.this.system.disown(this.pid, this);
			}
		}

		@Override
		public synchronized void release(Pid owner) {
			this.released = true;
			KeyRegistry.this.holdings.remove(this.pid, this);
			for (KeyRegistration<K, V> registration : this.held) {
				if (KeyRegistry.this.remove(registration)) {
					tellUnregistered(registration);
				}
			}
			this.held.clear();
		}

	}

	/**
	 * Sets up a registry.
	 *
	 * @param <K> the type of the keys
	 * @param <V> the type of the values
	 */
	public static final class Builder<K, V extends @Nullable Object> {

		private final ProcessSystem system;

		private final String name;

		private final List<String> listeners = new ArrayList<>();

		private Builder(ProcessSystem system, String name) {
			this.system = Objects.requireNonNull(system, "system");
			this.name = Objects.requireNonNull(name, "name");
		}

		/**
		 * Has a process told of each registration, and of the end of each, by a
		 * {@link KeyEvent} in its mailbox.
		 * @param processName the name of the process in {@link Registry}; while nobody
		 * has that name the events are dropped
		 * @return this builder
		 */
		public Builder<K, V> listener(String processName) {
			this.listeners.add(processName);
			return this;
		}

		/**
		 * Makes a registry in which each key belongs to at most one process.
		 * @return the registry
		 */
		public UniqueKeys<K, V> unique() {
			return new UniqueKeys<>(this);
		}

		/**
		 * Makes a registry in which any number of processes may have a key.
		 * @return the registry
		 */
		public DuplicateKeys<K, V> duplicate() {
			return new DuplicateKeys<>(this);
		}

	}

}
