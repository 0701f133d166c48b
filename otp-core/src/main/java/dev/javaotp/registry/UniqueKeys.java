package dev.javaotp.registry;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;

/**
 * A {@link KeyRegistry} in which each key belongs to at most one process. Made by
 * {@link KeyRegistry#builder(ProcessSystem, String)}. Mirrors Elixir's {@code Registry}
 * with {@code keys: :unique}.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class UniqueKeys<K, V extends @Nullable Object> extends KeyRegistry<K, V> {

	private final ConcurrentHashMap<K, KeyRegistration<K, V>> byKey = new ConcurrentHashMap<>();

	/**
	 * A value that was replaced.
	 *
	 * @param <V> the type of the value
	 * @param value what it is now
	 * @param before what it was
	 */
	public record Updated<V extends @Nullable Object>(V value, V before) {
	}

	UniqueKeys(Builder<K, V> builder) {
		super(builder);
	}

	@Override
	@Nullable KeyRegistration<K, V> insert(KeyRegistration<K, V> registration) {
		while (true) {
			KeyRegistration<K, V> other = this.byKey.putIfAbsent(registration.key(), registration);
			if (other == null || other.pid().isAlive()) {
				return other;
			}
			// it has ended and is about to give the key up: that can be done for it
			if (remove(other)) {
				tellUnregistered(other);
			}
		}
	}

	@Override
	boolean remove(KeyRegistration<K, V> registration) {
		return this.byKey.remove(registration.key(), registration);
	}

	@Override
	Stream<KeyRegistration<K, V>> registrations(K key) {
		return Stream.ofNullable(this.byKey.get(key));
	}

	@Override
	Stream<KeyRegistration<K, V>> registrations() {
		return this.byKey.values().stream();
	}

	/**
	 * Registers the calling process under a key.
	 * @param self the calling process
	 * @param key the key
	 * @param value what others see beside the process
	 * @return whether it has the key now, or who has
	 * @throws RegistrationException if the process has been killed
	 * @throws IllegalStateException if another thread than the process's calls
	 * @throws IllegalArgumentException if the process belongs to another system
	 */
	public RegisterResult register(ProcessContext self, K key, V value) {
		KeyRegistration<K, V> other = claim(self, key, value);
		return (other != null) ? new RegisterResult.AlreadyRegistered(other.pid()) : new RegisterResult.Registered();
	}

	/**
	 * Replaces the value that the calling process has under a key.
	 * @param self the calling process
	 * @param key the key
	 * @param update makes the new value from the old one
	 * @return both; empty if the process does not have the key
	 * @throws IllegalStateException if another thread than the process's calls
	 */
	public Optional<Updated<V>> updateValue(ProcessContext self, K key, UnaryOperator<V> update) {
		Pid pid = requireOwn(self);
		KeyRegistration<K, V> mine = this.byKey.get(key);
		if (mine == null || mine.pid() != pid) {
			return Optional.empty();
		}
		V before = mine.value();
		V value = update.apply(before);
		mine.setValue(value);
		return Optional.of(new Updated<>(value, before));
	}

	/**
	 * Finds the process under a key.
	 * @param key the key
	 * @return the process, or {@code null} if nobody has it
	 */
	public @Nullable Pid whereIs(K key) {
		KeyRegistration<K, V> found = this.byKey.get(key);
		return (found != null && found.pid().isAlive()) ? found.pid() : null;
	}

	/**
	 * A key as the address of a process: whoever has it is found, and a process that is
	 * started there registers itself before its {@code init}. Mirrors {@code {:via,
	 * Registry, {Registry, Key, Value}}}.
	 * @param key the key
	 * @param value the value that a process registers here with
	 * @return the address
	 */
	public Via via(K key, V value) {
		return new Key(Objects.requireNonNull(key, "key"), value);
	}

	/** A key as an address. */
	private final class Key implements Via {

		private final K key;

		private final V value;

		Key(K key, V value) {
			this.key = key;
			this.value = value;
		}

		@Override
		public ProcessSystem system() {
			return UniqueKeys.this.system();
		}

		@Override
		public @Nullable Pid whereIs() {
			return UniqueKeys.this.whereIs(this.key);
		}

		@Override
		public @Nullable Pid register(ProcessContext self) {
			KeyRegistration<K, V> other = claim(self, this.key, this.value);
			return (other != null) ? other.pid() : null;
		}

		@Override
		public String toString() {
			return name() + "[" + this.key + "]";
		}

	}

}
