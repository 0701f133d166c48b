package dev.javaotp.registry;

import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * One process under one key, with the value that it keeps there.
 *
 * @param <K> the type of the key
 * @param <V> the type of the value
 */
final class KeyRegistration<K, V extends @Nullable Object> {

	private final long number;

	private final K key;

	private final Pid pid;

	// written by the process only, read by anybody
	private volatile V value;

	KeyRegistration(long number, K key, Pid pid, V value) {
		this.number = number;
		this.key = key;
		this.pid = pid;
		this.value = value;
	}

	/** Later ones have greater numbers. */
	long number() {
		return this.number;
	}

	K key() {
		return this.key;
	}

	Pid pid() {
		return this.pid;
	}

	V value() {
		return this.value;
	}

	void setValue(V value) {
		this.value = value;
	}

	KeyRegistry.Entry<K, V> entry() {
		return new KeyRegistry.Entry<>(this.key, this.pid, this.value);
	}

}
