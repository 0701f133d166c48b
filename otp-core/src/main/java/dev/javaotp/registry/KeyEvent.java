package dev.javaotp.registry;

import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * What the listeners of a {@link KeyRegistry} are sent. Of one process and one key the
 * events come in the order in which they happened; between two processes nothing is
 * promised.
 *
 * @see KeyRegistry.Builder#listener(String)
 */
public sealed interface KeyEvent {

	/**
	 * Where it happened.
	 * @return the name of the registry
	 */
	String registry();

	/**
	 * What it is about.
	 * @return the key
	 */
	Object key();

	/**
	 * Who it is about.
	 * @return the process, which may have ended
	 */
	Pid pid();

	/**
	 * A process has registered itself: Elixir's {@code {:register, Registry, Key, Pid,
	 * Value}}.
	 *
	 * @param registry the name of the registry
	 * @param key the key
	 * @param pid the process
	 * @param value its value
	 */
	record Registered(String registry, Object key, Pid pid, @Nullable Object value) implements KeyEvent {
	}

	/**
	 * A process is no longer registered under a key, since it said so or has ended:
	 * Elixir's {@code {:unregister, Registry, Key, Pid}}. One comes for each
	 * registration.
	 *
	 * @param registry the name of the registry
	 * @param key the key
	 * @param pid the process
	 */
	record Unregistered(String registry, Object key, Pid pid) implements KeyEvent {
	}

}
