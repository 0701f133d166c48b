package dev.javaotp.registry;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

import dev.javaotp.process.ProcessContext;
import org.jspecify.annotations.Nullable;

/**
 * A {@link KeyRegistry} in which any number of processes may have a key, and a process
 * may have it several times. Made by {@link KeyRegistry#builder}. Mirrors Elixir's
 * {@code Registry} with {@code keys: :duplicate}.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class DuplicateKeys<K, V extends @Nullable Object> extends KeyRegistry<K, V> {

	// sorted by number, so in the order of registration; changed inside compute only, so
	// that an empty one can be dropped
	private final ConcurrentHashMap<K, ConcurrentSkipListMap<Long, KeyRegistration<K, V>>> byKey = new ConcurrentHashMap<>();

	DuplicateKeys(Builder<K, V> builder) {
		super(builder);
	}

	@Override
	@Nullable KeyRegistration<K, V> insert(KeyRegistration<K, V> registration) {
		this.byKey.compute(registration.key(), (key, known) -> {
			var all = (known != null) ? known : new ConcurrentSkipListMap<Long, KeyRegistration<K, V>>();
			all.put(registration.number(), registration);
			return all;
		});
		return null;
	}

	@Override
	boolean remove(KeyRegistration<K, V> registration) {
		this.byKey.computeIfPresent(registration.key(), (key, all) -> {
			all.remove(registration.number());
			return (all.isEmpty()) ? null : all;
		});
		return true;
	}

	@Override
	Stream<KeyRegistration<K, V>> registrations(K key) {
		ConcurrentSkipListMap<Long, KeyRegistration<K, V>> all = this.byKey.get(key);
		return (all != null) ? all.values().stream() : Stream.empty();
	}

	@Override
	Stream<KeyRegistration<K, V>> registrations() {
		return this.byKey.values().stream().map(ConcurrentSkipListMap::values).flatMap(Collection::stream);
	}

	/**
	 * Registers the calling process under a key, once more if it has the key already.
	 * @param self the calling process
	 * @param key the key
	 * @param value what others see beside the process
	 * @throws RegistrationException if the process has been killed
	 * @throws IllegalStateException if another thread than the process's calls
	 * @throws IllegalArgumentException if the process belongs to another system
	 */
	public void register(ProcessContext self, K key, V value) {
		claim(self, key, value);
	}

}
